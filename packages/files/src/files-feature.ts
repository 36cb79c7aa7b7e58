import type { Actor, FeatureContext } from '@parley/channel'
import type { FileInfo } from './client/file-info.ts'

/** What a feature says of itself so that people can send files in its channels. README.md has one. */
export interface FilesFeature {
  /** The feature's name: its addresses are `<path>/<name>/files` and what is below, its codes begin with `<name>/`. */
  readonly name: string
  /** Files belong to the channels `<channel>/<key>`. */
  readonly channel: string
  /** What the address of an upload calls the key: `room` for `?room=general`. */
  readonly keyName: string
  /** Whether a channel can have this key. For others there is `bad-message`, and no channel is asked. */
  isKey(key: string): boolean
  /** Views of which somebody must be able to open one to send files there: he is told that he may not before he sends one. @default `view` */
  viewsOf?(actor: Actor): readonly string[]
  /** A view that `systemActor` may see. In its `collection` each file that may be fetched has a document under its own id. */
  readonly view: string
  readonly collection: string
  /**
   * Commands that the server alone may send, as `systemActor`. `uploaded` with `UploadedInput` makes the document, or refuses the file. `gone` with `UploadGoneInput`
   * withdraws what nothing names yet, and changes nothing of other files: what comes first in the log decides.
   */
  readonly commands: { readonly uploaded: string; readonly gone: string }
  /** Who sends a file. @default as the server knows people */
  identify?(request: Request, context: FeatureContext): Promise<Actor | undefined>
  /** What nobody is told to do. @default to sign in as the app does */
  readonly signIn?: string
}

export interface UploadedInput {
  readonly by: { readonly id: string; readonly name: string; readonly guest?: true }
  readonly file: FileInfo
}

export interface UploadGoneInput {
  readonly ids: readonly string[]
}

/** Features may share one store of files: each answers for those of its own channels, and touches no others. */
export function isOf({ channel }: FilesFeature, name: string): boolean {
  return name.startsWith(`${channel}/`)
}
