import type { Case, CompressedStep, FrameStep } from '../cases/case.ts'
import { type DeflatePeer, frame, opcodes } from '../wire/index.ts'

/** The bytes of a step, as a peer of this role sends them. */
export function bytesOfStep(
  step: FrameStep | CompressedStep,
  role: 'client' | 'server',
  codec: DeflatePeer | undefined,
): Buffer {
  if ('compressed' in step) return compressedMessage(step, role, codec)
  const { frame: opcode, payload = '', maskedWrongly = false, first, ...shape } = step
  const bytes = frame(opcode, payload, { ...shape, masked: (role === 'client') !== maskedWrongly })
  return first === undefined ? bytes : bytes.subarray(0, first)
}

function compressedMessage(step: CompressedStep, role: 'client' | 'server', codec: DeflatePeer | undefined): Buffer {
  if (codec === undefined) throw new Error('a compressed message needs compression that was agreed to')
  const { compressed, fragments = 1 } = step
  const payload = codec.compress(compressed)
  const opcode = typeof compressed === 'string' ? opcodes.text : opcodes.binary
  const frames = Array.from({ length: fragments }, (_, index) => {
    const from = Math.floor((payload.length * index) / fragments)
    const to = Math.floor((payload.length * (index + 1)) / fragments)
    return frame(index === 0 ? opcode : opcodes.continuation, payload.subarray(from, to), {
      masked: role === 'client',
      fin: index === fragments - 1,
      rsv: index === 0 ? 4 : 0,
    })
  })
  return Buffer.concat(frames)
}

/** Cuts what neighbouring steps write into the segments that the case asks for. */
export function segmentsOf(writes: readonly Buffer[], cut: Case['cut'] = 'together'): readonly Buffer[] {
  if (cut === 'steps') return writes
  const all = Buffer.concat(writes)
  const places = typeof cut === 'number' ? placesEvery(cut, all.length) : cut === 'together' ? [] : cut
  return [0, ...places]
    .map((from, index) => all.subarray(from, places[index] ?? all.length))
    .filter(({ length }) => length > 0)
}

function placesEvery(size: number, length: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil(length / size) - 1) }, (_, index) => (index + 1) * size)
}
