import { claimGuestKey } from '@parley/elements'
import { element } from './element.ts'
import { type Kind, kinds } from './kinds.ts'
import type { Words } from './words.ts'

/** The list of what one may send oneself, each with its button and what became of it. */
export function tryOut(words: Words): HTMLElement {
  const rows = kinds.map((kind) => row(words, words.kinds[kind], () => send(words, kind)))
  const all = row(words, { name: words.sendAll, about: words.sendAllAbout }, () => sendAll(words))
  return element('ul', { className: 'kinds' }, ...rows, all)
}

function row(
  words: Words,
  { name, about }: { readonly name: string; readonly about: string },
  act: () => Promise<string>,
) {
  const told = element('span', { className: 'told', role: 'status' })
  const button = element('button', {
    type: 'button',
    className: 'send',
    textContent: words.send,
    ariaLabel: words.sendWhat(name),
  })
  button.addEventListener('click', async () => {
    told.textContent = ''
    told.textContent = await act()
  })
  const what = element('p', {}, element('strong', { textContent: name }), ' ', element('span', { textContent: about }))
  return element('li', {}, what, told, button)
}

async function sendAll(words: Words): Promise<string> {
  const answers = await Promise.all(kinds.map((kind) => send(words, kind)))
  return answers.find((answer) => answer !== words.sent) ?? words.sent
}

/** Of what may not have come: the next press of the same button sends it again, not another one. */
const pending = new Map<Kind, string>()

/** Resolves to what there is to say of it. */
async function send(words: Words, kind: Kind): Promise<string> {
  try {
    // The same guest as the page's connection; where people sign in by cookie, the server looks at that first.
    const authorization = `Guest ${await claimGuestKey()}`
    const key = pending.get(kind) ?? randomKey()
    pending.set(kind, key)
    const headers = { authorization, 'idempotency-key': key }
    const answer = await fetch(`/parley/try/${kind}`, { method: 'POST', headers })
    if (answer.status < 500) pending.delete(kind)
    if (answer.ok) return words.sent
    if (answer.status === 401) return words.notSignedIn
    if (answer.status !== 429) return words.notSent
    const { retryAfterMs } = (await answer.json()) as { readonly retryAfterMs: number }
    return words.tooFast(Math.ceil(retryAfterMs / 1000))
  } catch {
    return words.notSent
  }
}

/** As `crypto.randomUUID`, which is not there where the page is not secure. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
