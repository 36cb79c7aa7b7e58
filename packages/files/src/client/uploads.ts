import type { FileInfo } from './file-info.ts'

export interface UploadsOptions {
  /** Where the feature answers over HTTP: `https://…/parley/chat`. */
  readonly base: string
  /** The feature's name, with which its codes begin: `chat`. */
  readonly feature: string
  /** What the address of an upload calls the key of a channel: `room`. */
  readonly keyName: string
  /** The header `Authorization`, where cookies do not say who we are. */
  readonly authorization?: () => string | undefined | Promise<string | undefined>
}

export interface UploadOptions {
  /** How much has been sent, from 0 to 1. */
  readonly progress?: (part: number) => void
  /** Ends it. */
  readonly signal?: AbortSignal
}

/** Why a file was not taken, in the form that all refusals have. */
export interface UploadFailure {
  readonly code: string
  /** One English sentence for developers. */
  readonly message: string
  readonly retryable: boolean
  readonly retryAfterMs?: number
}

/** Sends files from a page to `<base>/files`. */
export class Uploads {
  readonly #options: UploadsOptions

  constructor(options: UploadsOptions) {
    this.#options = options
  }

  urlOf({ id }: Pick<FileInfo, 'id'>): string {
    return `${this.#options.base}/files/${id}`
  }

  /**
   * To the channel of this key. Rejects with an `UploadFailure`: the server's refusal, `<feature>/upload-failed` where none came,
   * `<feature>/upload-aborted` where `signal` ended it.
   */
  async send(key: string, file: File, { progress, signal }: UploadOptions = {}): Promise<FileInfo> {
    const { base, feature, keyName } = this.#options
    const url = `${base}/files?${new URLSearchParams({ [keyName]: key, name: file.name })}`
    const authorization = await this.#options.authorization?.()
    const aborted = fail(`${feature}/upload-aborted`, 'The upload was ended.')
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
        else reject('code' in answer ? answer : noAnswer(feature, request.status))
      }
      request.onerror = () => reject(noAnswer(feature, 0))
      request.onabort = () => reject(aborted)
      signal?.addEventListener('abort', () => request.abort(), { once: true })
      if (signal?.aborted) reject(aborted)
      else request.send(file)
    })
  }
}

function fail(code: string, message: string, retryable = false): UploadFailure {
  return { code, message, retryable }
}

function noAnswer(feature: string, status: number): UploadFailure {
  const what = status === 0 ? 'no answer came' : `the server answered ${status}`
  return fail(`${feature}/upload-failed`, `The file was not sent: ${what}.`, true)
}

function parse(text: string): { readonly file: FileInfo } | UploadFailure | Record<never, never> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    if ('file' in value) return value as { readonly file: FileInfo }
    if (!('code' in value) || !('message' in value)) return {}
    const { retryAfterMs } = value as Partial<UploadFailure>
    return { ...(value as UploadFailure), retryable: retryAfterMs !== undefined }
  } catch {
    return {}
  }
}
