import type { Deviation, Report } from '../../runner/area.ts'
import { acceptOf, frame, type HttpHead, headerOf, opcodes, type RawConnection, RawListener } from '../../wire/index.ts'
import { type AnswerExpectation, type Asked, answerExpectation } from '../oracle/expect-answer.ts'
import { elementsOf } from '../oracle/http.ts'
import type { AnswerCase } from './cases.ts'
import { type OpeningClient, type Outcome, timeoutMs } from './clients.ts'

const atOnce = 12
/** Beyond its own timeout a client gets this long to say how it ended. */
const graceMs = 2_000
/** A client that reads on and on is stopped after as many bytes as no head has. */
const maxFloodBytes = 8 * 1024 * 1024

/** Gives a client every answer and says where it did otherwise than expected. */
export async function runAnswers(
  client: OpeningClient,
  cases: readonly AnswerCase[],
  report?: Report,
): Promise<Deviation[]> {
  const deviations: Deviation[] = []
  let next = 0
  const work = async () => {
    for (let one = cases[next++]; one !== undefined; one = cases[next++]) {
      const { expected, seen } = await runAnswer(client, one)
      const faults = faultsOf(expected, seen, client.name === 'parley client')
      if (faults.length > 0) {
        const { id, title } = one
        const wanted = `${expected.outcome}${expected.why.length > 0 ? ` (${expected.why.join('; ')})` : ''}`
        deviations.push({ subject: client.name, case: id, title, expected: wanted, seen: faults.join('; ') })
      }
      if (next % 50 === 0) report?.progress(`${client.name}: ${next} of ${cases.length} answers`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return deviations.sort((a, b) => a.case.localeCompare(b.case))
}

interface Run {
  readonly expected: AnswerExpectation
  readonly seen: Outcome | 'no end'
}

async function runAnswer(client: OpeningClient, one: AnswerCase): Promise<Run> {
  const listener = await RawListener.listen()
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<'no end'>((resolve) => {
      timer = setTimeout(() => resolve('no end'), timeoutMs + graceMs)
    })
    const opening = client.open(listener.url)
    const peer = await listener.next()
    const asked = askedBy(await peer.head())
    const text = one.text.replace(/\{accept(?::(\w+))?\}/g, (_, how: string | undefined) => spoil(asked.accept, how))
    const writing = answer(peer, one, text)
    const seen = await Promise.race([opening, late])
    peer.cut()
    await writing
    return { expected: answerExpectation(text, one.follows !== 'more of the same', asked), seen }
  } finally {
    clearTimeout(timer)
    await listener.close()
  }
}

function askedBy(request: HttpHead): Asked {
  const protocols = headerOf(request, 'sec-websocket-protocol')
  const offers = headerOf(request, 'sec-websocket-extensions')
  return {
    accept: acceptOf(headerOf(request, 'sec-websocket-key') ?? ''),
    protocols: protocols === undefined ? [] : elementsOf([protocols]),
    offers: offers === undefined ? [] : [offers],
  }
}

/** The accept value in a form that does not fit any more; as it is without a `how`. */
function spoil(accept: string, how: string | undefined): string {
  if (how === undefined) return accept
  if (how === 'case') return accept === accept.toLowerCase() ? accept.toUpperCase() : accept.toLowerCase()
  if (how === 'url') return `${accept.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')}-`
  if (how === 'bare') return accept.replace('=', '')
  const at = Number(how)
  return accept.slice(0, at) + (accept[at] === 'A' ? 'B' : 'A') + accept.slice(at + 1)
}

async function answer(
  peer: RawConnection,
  { follows, pieceBytes, more = '' }: AnswerCase,
  text: string,
): Promise<void> {
  const bytes = Buffer.from(text, 'latin1')
  const all = follows === 'a frame' ? Buffer.concat([bytes, greeting()]) : bytes
  const size = pieceBytes ?? Math.max(all.length, 1)
  const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.subarray(at * size, (at + 1) * size),
  )
  await peer.writePieces(pieces)
  if (follows === 'the end') peer.finish()
  if (follows === 'a reset') peer.reset()
  if (follows !== 'more of the same') return
  const again = Buffer.from(more, 'latin1')
  for (
    let sent = 0;
    sent < maxFloodBytes && peer.ending === undefined && !peer.socket.destroyed;
    sent += again.length
  ) {
    await peer.writePieces([again]).catch(() => {})
  }
}

/** What stands right behind the head: a client that opens hears it. */
function greeting(): Buffer {
  return frame(opcodes.text, 'hello', { masked: false })
}

function faultsOf(expected: AnswerExpectation, seen: Outcome | 'no end', isOurs: boolean): string[] {
  if (seen === 'no end') return ['neither opened nor failed in time']
  const { outcome, step, protocol } = expected
  if (outcome === 'fails') {
    if (seen.opened) return ['opened']
    if (!isOurs) return []
    if (seen.step === undefined) return [`failed without a step: ${seen.why}`]
    return step === undefined || seen.step === step ? [] : [`failed at the step ${seen.step}, not ${step}: ${seen.why}`]
  }
  if (!seen.opened) return outcome === 'opens' ? [`failed: ${seen.why}`] : []
  const faults: string[] = []
  if (seen.protocol !== protocol) faults.push(`says the subprotocol is ${seen.protocol}, not ${protocol}`)
  if (seen.message !== 'hello') faults.push(`did not hear the frame behind the head: ${seen.why}`)
  return faults
}
