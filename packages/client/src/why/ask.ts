import type { Asked } from './facts.ts'

/** A verdict is far shorter; what else comes is only looked at for its first characters. */
const mostCharacters = 4_096

/** `fetch` for asking why: without cookies, and from other origins as much as can be had. */
export async function askOverHttp(url: string, withinMs: number): Promise<Asked> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), withinMs)
  try {
    return await answerOf(url, deadline.signal)
  } catch {
    return deadline.signal.aborted ? 'silent' : 'nothing'
  } finally {
    clearTimeout(timer)
    // What was not read of an answer is not wanted.
    deadline.abort()
  }
}

/** Throws what `fetch` throws when nobody answers. */
async function answerOf(url: string, signal: AbortSignal): Promise<Asked> {
  const options = { cache: 'no-store', credentials: 'omit', signal } as const
  try {
    const response = await fetch(url, options)
    const isPage = /html/.test(response.headers.get('content-type') ?? '')
    const body = isPage ? '' : await beginningOf(response)
    return { status: response.status, body, url: response.url }
  } catch (fault) {
    if (signal.aborted || typeof location === 'undefined' || new URL(url).origin === location.origin) throw fault
    // Whoever lets other origins read nothing still tells that he is there.
    await fetch(url, { ...options, mode: 'no-cors' })
    return { status: 0, body: '', url: '' }
  }
}

/** No more of a body is taken than is looked at: it may have no end. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (reader !== undefined && text.length < mostCharacters) {
    const { done, value } = await reader.read()
    text += decoder.decode(value, { stream: !done })
    if (done) break
  }
  return text.slice(0, mostCharacters)
}
