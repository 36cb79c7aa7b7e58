import type { FileInfo } from '../contract/index.ts'

/** Takes a file to the server, for one inquiry; rejects with a code. `progress` is called with 0 to 1. */
export type UploadFile = (
  inquiry: string,
  file: File,
  options: { readonly progress: (part: number) => void; readonly signal: AbortSignal },
) => Promise<FileInfo>
