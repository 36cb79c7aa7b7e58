import type { DownMessage, Reason } from './down.ts'
import { Encoded } from './encoded.ts'

/** A message for one reader. */
export function encode(message: DownMessage): string {
  return JSON.stringify(message)
}

// The five below carry events, states or documents that are JSON texts already; they are put in as they are, not parsed and
// written again for every batch.

export function encodeEvents(
  channel: string,
  view: string,
  after: number,
  offset: number,
  events: readonly string[],
): Encoded {
  return new Encoded(
    `{"type":"events",${address(channel, view)},"after":${after},"offset":${offset},"events":[${events.join(',')}]}`,
  )
}

export function encodeOpenedFresh(
  channel: string,
  view: string,
  epoch: string,
  offset: number,
  state: string,
): Encoded {
  return new Encoded(
    `{"type":"opened",${address(channel, view)},"position":${position(epoch, offset)},"state":${state}}`,
  )
}

export function encodeOpenedLevelled(
  channel: string,
  view: string,
  epoch: string,
  after: number,
  offset: number,
  events: readonly string[],
): Encoded {
  return new Encoded(
    `{"type":"opened",${address(channel, view)},"position":${position(epoch, offset)},"after":${after},"events":[${events.join(',')}]}`,
  )
}

/** An `opened` that many share, with what is for one reader alone (JSON). */
export function encodeOpenedFor({ text }: Encoded, you: string): string {
  return `${text.slice(0, -1)},"you":${you}}`
}

export function encodePage(id: string, events: readonly string[], more: boolean): string {
  return `{"type":"page","id":${JSON.stringify(id)},"events":[${events.join(',')}],"more":${more}}`
}

export function encodeFound(
  id: string,
  documents: readonly string[],
  more: boolean,
  next: { readonly order: number; readonly id: string } | undefined,
): string {
  const goesOn = next === undefined ? '' : `,"next":${JSON.stringify(next)}`
  return `{"type":"found","id":${JSON.stringify(id)},"documents":[${documents.join(',')}],"more":${more}${goesOn}}`
}

export function encodeDone(id: string, offset: number): string {
  return `{"type":"done","id":${JSON.stringify(id)},"offset":${offset}}`
}

export function encodeRefused(to: { id: string } | { channel: string; view: string }, reason: Reason): string {
  return JSON.stringify({ type: 'refused', ...to, ...reason })
}

function address(channel: string, view: string): string {
  return `"channel":${JSON.stringify(channel)},"view":${JSON.stringify(view)}`
}

function position(epoch: string, offset: number): string {
  return `{"epoch":${JSON.stringify(epoch)},"offset":${offset}}`
}
