import type { ChannelDefinition } from './define-channel.ts'

/** What `attach(server, { features: [chat()] })` takes: channels, and the files their elements need in a page. */
export interface Feature {
  /** Its files are served under `/parley/<name>/`. */
  readonly name: string
  readonly channels: readonly ChannelDefinition[]
  /** A folder (a `file:` URL ending in `/`) with `elements.js` and whatever it imports. */
  readonly browserFiles?: string
}
