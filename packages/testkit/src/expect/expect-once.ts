import type { EventMeta } from '@parley/channel'
import type { Truth } from './state-at.ts'

/** An event as it is stored. Its data is what the channel's fold says; a test knows it. */
export interface LoggedEvent extends EventMeta {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Exactly one stored event of the channel is such a one. Throws an `Error` that says where the others are. */
export function expectOnce(
  server: Pick<Truth, 'store'>,
  channel: string,
  isSuch: (event: LoggedEvent) => boolean,
): LoggedEvent {
  const events = server.store.log(channel).map(({ event }) => JSON.parse(event) as LoggedEvent)
  const [found, ...more] = events.filter(isSuch)
  if (found === undefined) throw new Error(`${channel}: no event of ${events.length} is such a one${listed(events)}`)
  if (more.length === 0) return found
  const offsets = [found, ...more].map(({ offset }) => offset)
  const where = `at ${offsets.join(', ')}`
  throw new Error(`${channel}: expected one such event, found ${offsets.length}: ${where}${listed([found, ...more])}`)
}

const mostListed = 10

/** The newest of them, as lines. */
function listed(events: readonly LoggedEvent[]): string {
  const lines = events.slice(-mostListed).map(({ offset, type, data }) => {
    const text = JSON.stringify(data)
    return `\n  ${offset} ${type} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`
  })
  return (events.length > mostListed ? '\n  …' : '') + lines.join('')
}
