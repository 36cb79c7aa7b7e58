import { applyEvent, everyPart, viewIn } from '@parley/channel'
import type { MemoryServer } from '../server/memory-server.ts'

/** Where truth stands: the definitions, and the log that was stored. */
export type Truth = Pick<MemoryServer, 'channels'> & { readonly store: Pick<MemoryServer['store'], 'log'> }

/**
 * What a view of a channel is at an offset, folded from the stored log and nothing else, so that no part of a host is believed.
 * Throws for a channel that nobody defines and for a log whose beginning was dropped.
 */
export function stateAt({ channels, store }: Truth, channel: string, view: string, offset: number): unknown {
  const definition = channels.find(({ name }) => channel.startsWith(`${name}/`))
  const { rule, part } = (definition && viewIn(definition.views, view)) ?? {}
  if (definition === undefined || rule === undefined) throw new Error(`${channel} has no view "${view}"`)
  const state = definition.fold.state()
  let at = 0
  for (const stored of store.log(channel)) {
    if (stored.offset > offset) break
    if (stored.offset !== ++at) throw new Error(`${channel}: the stored log has no event ${at}`)
    applyEvent(definition.fold, state, JSON.parse(stored.event))
  }
  const key = channel.slice(definition.name.length + 1)
  return rule.projection === undefined ? state : rule.projection.project(state, { key, part: part ?? '' })
}

/** Offset of the newest stored event that a view has to know: of a part the newest that concerns it. */
export function lastConcerning({ channels, store }: Truth, channel: string, view: string): number {
  const definition = channels.find(({ name }) => channel.startsWith(`${name}/`))
  const { rule, part = '' } = (definition && viewIn(definition.views, view)) ?? {}
  const key = channel.slice(channel.indexOf('/') + 1)
  const concerns = ({ event }: { readonly event: string }) => {
    const named = rule?.parts?.(JSON.parse(event), { key })
    return named === undefined || named.includes(part) || named.includes(everyPart)
  }
  return store.log(channel).findLast(concerns)?.offset ?? 0
}
