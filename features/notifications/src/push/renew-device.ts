import type { InboxCommands } from '../contract/index.ts'
import type { BrowserPush } from './browser-push.ts'

/** What it takes of a person's settings. */
export interface OwnDevices {
  readonly devices: readonly { readonly id: string }[]
  addDevice(device: InboxCommands['subscribePush']): Promise<void>
  removeDevice(id: string): void
}

/**
 * What the browser subscribed with by itself takes the place of what it had, without a press, if that is this person's still. Rejects if the
 * server does not take it; then it is as before.
 */
export async function renewDevice(push: Pick<BrowserPush, 'renewed'>, own: OwnDevices, name: string): Promise<void> {
  const renewed = await push.renewed()
  if (renewed === undefined || !own.devices.some(({ id }) => id === renewed.from)) return
  await own.addDevice({ device: name, subscription: renewed.subscription })
  own.removeDevice(renewed.from)
  await renewed.remember()
}
