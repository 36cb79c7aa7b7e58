import type { FeatureServer } from '@parley/channel'
import { doorName } from '../doors/enqueue.ts'

/** Doors whose names are the house's. Of an app's own nobody knows any more how it was called: those are emptied when something comes to them. */
const knownNames = ['mail', 'bot', 'webhook']

/** Empties the queues of doors that the app had and has no more, so that nothing old is sent should it have them again. */
export async function emptyClosedDoors(
  server: FeatureServer,
  open: readonly { readonly name: string }[],
): Promise<void> {
  for (const name of knownNames)
    if (!open.some((door) => door.name === name)) await server.command(`${doorName}/${name}`, 'empty', {})
}
