import type { Connection, ConnectOptions } from '../connection.ts'
import { valuesOf } from './addresses.ts'
import { consoleLine, pageReason } from './words.ts'

/** The connections of a page, by where they lead and as whom. */
export type Living = Map<string, Set<Pick<Connection, 'status'>>>

/** Copies of this module, one a bundle or a reload of a module, share a page. */
const place = Symbol.for('parley connections of this page')

export function livingOfThisPage(): Living {
  const page = globalThis as { [place]?: Living }
  page[place] ??= new Map()
  return page[place]
}

/** Says that the page has another connection to the same address as the same person, once it is live beside this one. */
export function watchForTwins(
  connection: Pick<Connection, 'status' | 'onStatus'>,
  url: string,
  { guest, token }: ConnectOptions,
  living: Living,
  say: (line: string) => void,
): void {
  const who = guest?.key ?? (typeof token === 'function' ? 'token()' : (token ?? ''))
  const key = `${url} ${who}`
  const same = living.get(key) ?? new Set()
  living.set(key, same.add(connection))
  connection.onStatus(({ state }) => {
    if (state === 'closed' || state === 'refused') {
      same.delete(connection)
      if (same.size === 0 && living.get(key) === same) living.delete(key)
    }
    if (state !== 'live') return
    const count = [...same].filter(({ status }) => status.state === 'live').length
    // With the second it is said; a third and the second's return say nothing new.
    if (count === 2 && !isSaid.has(same)) {
      isSaid.add(same)
      say(consoleLine(pageReason('page/two-connections', { ...valuesOf(url), count: '2' })))
    }
  })
}

const isSaid = new WeakSet<object>()
