import type { Failing } from '@parley/elements/models'
import { fail } from '@parley/elements/models'
import type { FileInfo } from '../contract/index.ts'

export interface UploadOptions {
  readonly progress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** Where files go: `<base>/files`. */
export class Uploads {
  readonly #base: string
  readonly #authorization: () => Promise<string | undefined>

  /** `base`: the address of the chat, `https://…/parley/chat`. `authorization`: the header of that name, where cookies do not say who we are. */
  constructor(base: string, authorization: () => Promise<string | undefined>) {
    this.#base = base
    this.#authorization = authorization
  }

  urlOf({ id }: Pick<FileInfo, 'id'>): string {
    return `${this.#base}/files/${id}`
  }

  /** Rejects with a `Failing`: the server's refusal, `chat/upload-failed` where none came, `chat/upload-aborted`. */
  async send(room: string, file: File, { progress, signal }: UploadOptions): Promise<FileInfo> {
    const url = `${this.#base}/files?${new URLSearchParams({ room, name: file.name })}`
    const authorization = await this.#authorization()
    return new Promise((resolve, reject) => {
      // fetch does not tell how much has been sent.
      const request = new XMLHttpRequest()
      request.open('POST', url)
      request.withCredentials = true
      request.responseType = 'text'
      if (authorization !== undefined) request.setRequestHeader('authorization', authorization)
      request.setRequestHeader('content-type', file.type || 'application/octet-stream')
      request.upload.onprogress = ({ loaded, total }) => progress?.(total > 0 ? loaded / total : 0)
      request.onload = () => {
        const answer = parse(request.responseText)
        if (request.status === 201 && 'file' in answer) resolve(answer.file)
        else reject('code' in answer ? answer : noAnswer(request.status))
      }
      request.onerror = () => reject(noAnswer(0))
      request.onabort = () => reject(fail('chat/upload-aborted', 'The upload was ended.'))
      signal?.addEventListener('abort', () => request.abort(), { once: true })
      if (signal?.aborted) reject(fail('chat/upload-aborted', 'The upload was ended.'))
      else request.send(file)
    })
  }
}

function noAnswer(status: number): Failing {
  const what = status === 0 ? 'no answer came' : `the server answered ${status}`
  return fail('chat/upload-failed', `The file was not sent: ${what}.`, true)
}

function parse(text: string): { readonly file: FileInfo } | Failing | Record<never, never> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    if ('file' in value) return value as { readonly file: FileInfo }
    if (!('code' in value) || !('message' in value)) return {}
    const { retryAfterMs } = value as Partial<Failing>
    return { ...(value as Failing), retryable: retryAfterMs !== undefined }
  } catch {
    return {}
  }
}
