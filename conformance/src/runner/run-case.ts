import type {
  AwaitCloseStep,
  AwaitStep,
  Case,
  CompressedStep,
  EndStep,
  FrameStep,
  Payload,
  Step,
} from '../cases/case.ts'
import { type Ending, opcodes } from '../wire/index.ts'
import { Observer, type SeenMessage } from './observer.ts'
import type { OpenCase } from './open-case.ts'
import { bytesOfStep, segmentsOf } from './segments.ts'

/** What came of a case: nothing but `expected` and `seen` where they differ. */
export type Verdict =
  | { readonly passed: true }
  | { readonly passed: false; readonly expected: string; readonly seen: string }

/** Plays a case against a subject that is connected, and says whether it did what the case expects. */
export async function runCase(one: Case, opened: OpenCase, patienceMs: number): Promise<Verdict> {
  const { peer, codec, faults } = opened
  if (faults.length > 0) return { passed: false, expected: 'a proper handshake', seen: faults.join('; ') }
  const observer = new Observer(peer, codec)
  if (opened.mustBeRefused) return await judgeRefusal(opened, observer, patienceMs)
  try {
    await play(one, opened, observer, patienceMs)
    await settle(one, opened, observer, patienceMs)
  } catch (error) {
    // What was waited for in vain is part of what was seen.
    observer.finish()
    return {
      passed: false,
      expected: expectedOf(one),
      seen: `${seenOf(observer, peer.ending)}; ${(error as Error).message}`,
    }
  }
  observer.finish()
  const wrong = differences(one, observer, peer.ending)
  if (wrong.length === 0) return { passed: true }
  return { passed: false, expected: expectedOf(one), seen: `${seenOf(observer, peer.ending)}; ${wrong.join('; ')}` }
}

async function play(one: Case, opened: OpenCase, observer: Observer, patienceMs: number): Promise<void> {
  const { peer, codec } = opened
  const writes: Buffer[] = []
  const flush = async () => {
    await peer.writePieces(segmentsOf(writes.splice(0), one.cut))
  }
  for (const step of one.write) {
    if (isWritten(step)) {
      writes.push(bytesOfStep(step, peer.role, codec))
      continue
    }
    await flush()
    if ('await' in step) {
      const enough = () => observer.answers >= step.await || peer.ending !== undefined
      await peer.until(enough, `answer ${step.await}`, patienceMs)
    } else if ('awaitClose' in step) {
      await peer.until(() => peer.closeFrame !== undefined || peer.ending !== undefined, 'a close frame', patienceMs)
    } else if (step.end === 'fin') peer.finish()
    else peer.reset()
  }
  await flush()
}

function isWritten(
  step: Step,
): step is Exclude<Step, AwaitStep | AwaitCloseStep | EndStep> & (FrameStep | CompressedStep) {
  return 'frame' in step || 'compressed' in step
}

/** Waits for what is still to come; ends what is still open as RFC 6455 §7 has it. */
async function settle(one: Case, { peer }: OpenCase, observer: Observer, patienceMs: number): Promise<void> {
  const { messages = [], pongs = [], close } = one.expect
  if (peer.socket.destroyed) {
    await peer.ended(patienceMs)
    return
  }
  if (close === undefined) {
    const due = messages.length + pongs.length
    const enough = () => observer.answers >= due || peer.closeFrame !== undefined || peer.ending !== undefined
    await peer.until(enough, `${due} answers`, patienceMs)
    if (peer.closeFrame === undefined && peer.ending === undefined) peer.send(opcodes.close, Uint8Array.of(0x03, 0xe8))
  }
  await peer.until(() => peer.closeFrame !== undefined || peer.ending !== undefined, 'a close frame', patienceMs)
  // A client may wait for the server to end TCP first (§7.1.1), so a peer that plays the server does.
  if (peer.role === 'server') peer.finish()
  await peer.ended(patienceMs)
}

/** A client that does not open the socket ends TCP, and takes and answers nothing. */
async function judgeRefusal({ peer }: OpenCase, observer: Observer, patienceMs: number): Promise<Verdict> {
  const expected = 'the client refuses the answer and ends TCP'
  // One that opened it would answer this.
  peer.send(opcodes.ping, 'are you there')
  try {
    await peer.until(() => observer.answers > 0 || peer.ending !== undefined, 'the end of the connection', patienceMs)
  } catch (error) {
    return { passed: false, expected, seen: (error as Error).message }
  }
  if (observer.answers === 0) return { passed: true }
  return { passed: false, expected, seen: 'it opened the socket and answers' }
}

function differences(one: Case, observer: Observer, ending: Ending | undefined): string[] {
  const { messages = [], pongs = [], close, compressed } = one.expect
  const wrong = [...observer.faults]
  if (!isSame(messages, observer.messages)) wrong.push('other messages')
  if (pongs.length !== observer.pongs.length || !pongs.every((pong, at) => bytesOf(pong).equals(observer.pongs[at]!))) {
    wrong.push('other pongs')
  }
  if (compressed?.some((flag, at) => flag !== observer.messages[at]?.isCompressed)) wrong.push('compressed otherwise')
  const { closeCode } = observer
  if (close === 'optional') return wrong
  if (closeCode === undefined || !(close ?? [1000]).includes(closeCode)) wrong.push('another close')
  if (ending === undefined) wrong.push('not ended')
  return wrong
}

function isSame(expected: readonly Payload[], seen: readonly SeenMessage[]): boolean {
  return (
    expected.length === seen.length &&
    expected.every((payload, at) => {
      const message = seen[at]!
      return message.isText === (typeof payload === 'string') && bytesOf(payload).equals(message.bytes)
    })
  )
}

function bytesOf(payload: Payload): Buffer {
  return typeof payload === 'string'
    ? Buffer.from(payload)
    : Buffer.from(payload.buffer, payload.byteOffset, payload.length)
}

function expectedOf({ expect: { messages = [], pongs = [], close } }: Case): string {
  const parts = [
    ...(messages.length > 0 ? [`${messages.length} messages (${shown(messages)})`] : []),
    ...(pongs.length > 0 ? [`${pongs.length} pongs`] : []),
    close === 'optional' ? 'the end' : `close ${(close ?? [1000]).join(' or ')}`,
  ]
  return parts.join(', ')
}

function seenOf(observer: Observer, ending: Ending | undefined): string {
  const { messages, pongs, closeCode } = observer
  const parts = [
    ...(messages.length > 0 ? [`${messages.length} messages (${shown(messages.map(({ bytes }) => bytes))})`] : []),
    ...(pongs.length > 0 ? [`${pongs.length} pongs`] : []),
    closeCode === undefined ? 'no close' : `close ${closeCode}`,
    ending === undefined ? 'still open' : ending.by,
  ]
  return parts.join(', ')
}

function shown(payloads: readonly Payload[]): string {
  const [first] = payloads
  return first === undefined
    ? ''
    : `${JSON.stringify(bytesOf(first).toString('utf8', 0, 24))}${payloads.length > 1 ? ', …' : ''}`
}
