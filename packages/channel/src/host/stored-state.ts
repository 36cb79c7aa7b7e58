import type { ChannelDefinition } from '../define/define-channel.ts'
import { LogFault } from './log-fault.ts'

/** What a state of a version above 1 is stored under: no state of a version 1 begins so. */
const versionMark = '{"$version":'

type Stated = Pick<ChannelDefinition, 'version' | 'fold'>

/** A state as the store keeps it. */
export function encodeState({ version, fold }: Stated, state: unknown): string {
  const text = textOfState(fold, state)
  return version === 1 ? text : `${versionMark}${version},"state":${text}}`
}

/** A state without its version, as JSON. */
export function textOfState({ saved }: Stated['fold'], state: unknown): string {
  const text = JSON.stringify(saved === undefined ? state : saved.save(state)) as string | undefined
  if (text === undefined) throw new TypeError('a state is stored as JSON, not as undefined')
  return text
}

/** What the store keeps, taken apart: the state as JSON, without its version. */
export function decodeState(text: string): { readonly version: number; readonly state: string } {
  if (!text.startsWith(versionMark)) return { version: 1, state: text }
  const comma = text.indexOf(',')
  const version = Number(text.slice(versionMark.length, comma))
  return { version, state: text.slice(comma + '"state":'.length + 1, -1) }
}

/** A state from its JSON. Throws `LogFault` if this code cannot make one of it. */
export function loadState({ saved }: Stated['fold'], text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return saved === undefined ? json : saved.load(json)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new LogFault(`the stored state could not be loaded: ${why}`, { cause: error })
  }
}
