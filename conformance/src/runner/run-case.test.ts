import { describe, expect, it } from 'vitest'
import type { Case } from '../cases/case.ts'
import { close, text } from '../cases/steps.ts'
import type { ServerSubject } from '../subjects/subject.ts'
import { type FrameShape, frame, opcodes, RawListener } from '../wire/index.ts'
import { runSubject } from './run-subject.ts'

const hello: Case = {
  id: '0.0.1',
  title: 'an echo',
  section: '6455 §5',
  write: [text('hello')],
  expect: { messages: ['hello'] },
}
const unmasked = { masked: false } as const
const good = [frame(1, 'hello', unmasked)]

/** A server that answers each text with these bytes, whatever it was, and a close with this one. */
function answering(
  answer: readonly Buffer[],
  closing: Buffer = frame(8, Uint8Array.of(0x03, 0xe8), unmasked),
  ends = true,
): ServerSubject {
  return {
    name: 'a made-up server',
    role: 'server',
    async start() {
      const listener = await RawListener.listen()
      const serve = async () => {
        const peer = await listener.next()
        await peer.accept()
        await peer.frameAt(0)
        for (const bytes of answer) peer.write(bytes)
        await peer.frameOf(opcodes.close)
        peer.write(closing)
        if (ends) peer.finish()
      }
      serve().catch(() => {})
      return { port: listener.port, close: () => listener.close() }
    },
  }
}

async function verdictOn(subject: ServerSubject, one = hello) {
  const [outcome] = await runSubject(subject, [one], { patienceMs: 300 })
  return outcome?.verdict
}

const broken = (opcode: number, payload: string, shape: FrameShape) => frame(opcode, payload, { ...unmasked, ...shape })

describe('a case', () => {
  it('passes for a subject that does as expected', async () => {
    expect(await verdictOn(answering(good))).toEqual({ passed: true })
  })

  it('passes for an echo in fragments', async () => {
    const parts = [broken(1, 'hel', { fin: false }), broken(0, 'lo', {})]
    expect(await verdictOn(answering(parts))).toEqual({ passed: true })
  })

  it.each([
    ['another echo', [frame(1, 'hullo', unmasked)], 'other messages'],
    ['the echo as binary', [frame(2, 'hello', unmasked)], 'other messages'],
    ['the echo twice', [...good, ...good], 'other messages'],
    ['a pong that nobody asked for', [frame(10, 'x', unmasked), ...good], 'other'],
    ['a masked echo', [frame(1, 'hello')], 'a masked frame'],
    ['a length that is not minimal', [broken(1, 'hello', { lengthForm: 16 })], '16-bit form'],
    ['a reserved bit', [broken(1, 'hello', { rsv: 4 })], 'reserved bits'],
    ['a reserved opcode', [broken(3, '', {}), ...good], 'reserved opcode'],
    ['text that is no UTF-8', [frame(1, Uint8Array.of(0xff), unmasked)], 'no UTF-8'],
    ['a continuation of nothing', [broken(0, 'x', {}), ...good], 'continued no message'],
    ['a message inside another', [broken(1, 'hel', { fin: false }), broken(1, 'lo', {})], 'inside another'],
    ['a close in place of the echo', [frame(8, Uint8Array.of(0x03, 0xea), unmasked)], 'close 1002'],
  ])('fails for %s', async (_, answer, seen) => {
    const verdict = await verdictOn(answering(answer))
    expect(verdict).toMatchObject({ passed: false, seen: expect.stringContaining(seen) })
  })

  it.each([
    ['another code', frame(8, Uint8Array.of(0x03, 0xe9), unmasked), 'another close'],
    ['a code that must not be sent', frame(8, Uint8Array.of(0x03, 0xed), unmasked), 'the close code 1005'],
    ['a frame after the close', Buffer.concat([frame(8, '', unmasked), frame(1, 'x', unmasked)]), 'after its close'],
  ])('fails for %s in the close', async (_, closing, seen) => {
    const verdict = await verdictOn(answering(good, closing))
    expect(verdict).toMatchObject({ passed: false, seen: expect.stringContaining(seen) })
  })

  it('fails for a subject that never answers', async () => {
    expect(await verdictOn(answering([]))).toMatchObject({ passed: false, seen: expect.stringContaining('in vain') })
  })

  it('fails for a subject that does not end TCP after the close', async () => {
    const verdict = await verdictOn(answering(good, undefined, false))
    expect(verdict).toMatchObject({ passed: false, seen: expect.stringContaining('in vain') })
  })

  it('fails where a close was expected and an echo came', async () => {
    const refused: Case = { ...hello, expect: { close: [1002] } }
    expect(await verdictOn(answering(good), refused)).toMatchObject({ passed: false })
  })

  it('passes where a close was expected and comes', async () => {
    const closed: Case = { ...hello, write: [close(1000)], expect: { close: [1000] } }
    expect(await verdictOn(answering([]), closed)).toEqual({ passed: true })
  })
})
