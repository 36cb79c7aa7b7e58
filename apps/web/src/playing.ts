import { claimGuestKey } from '@parley/elements'
import type { Agent } from './support-words.ts'
import type { Words } from './words.ts'

/** Under which name somebody plays an agent, or what is to be said where that is not known. */
export interface Playing {
  readonly name?: string
  readonly problem?: string
}

/** What the guest of this window plays already. */
export function playing(words: Words): Promise<Playing> {
  return ask('GET', '/parley/try/agents', words)
}

export function play(agent: Agent, words: Words): Promise<Playing> {
  return ask('POST', `/parley/try/agents/${agent}`, words)
}

async function ask(method: string, path: string, words: Words): Promise<Playing> {
  try {
    // The same guest as the page's connection; where people sign in by cookie, the server looks at that first.
    const answer = await fetch(path, { method, headers: { authorization: `Guest ${await claimGuestKey()}` } })
    if (answer.ok) return (await answer.json()) as Playing
    if (answer.status === 401) return { problem: words.notSignedIn }
    if (answer.status !== 429) return { problem: words.notSent }
    const { retryAfterMs } = (await answer.json()) as { readonly retryAfterMs: number }
    return { problem: words.tooFast(Math.ceil(retryAfterMs / 1000)) }
  } catch {
    return { problem: words.notSent }
  }
}
