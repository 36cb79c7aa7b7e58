// Changes that know what a frame is, so that the streams they make get past the first rules.
import { deflateRawSync } from 'node:zlib'
import { joined, mutateBytes } from './byte-mutations.ts'
import { frame, type LooseFrame, looseFrames, shortestForm, writeFrames } from './frames.ts'
import type { Random } from './random.ts'

/** How the frames of a peer look: a client's are masked; with deflate a message may be compressed. */
export interface Manner {
  readonly masked: boolean
  readonly deflate: boolean
}

const LENGTHS = [
  0n,
  1n,
  125n,
  126n,
  127n,
  300n,
  65_535n,
  65_536n,
  1n << 31n,
  1n << 32n,
  (1n << 53n) - 1n,
  1n << 53n,
  1n << 63n,
]
const CLOSE_CODES = [0, 999, 1000, 1001, 1003, 1004, 1005, 1006, 1007, 1011, 1014, 1015, 2999, 3000, 4999, 5000, 65_535]
const TEXTS = ['', 'a', 'ab', 'é', '한', '😀', '\u{feff}x', '\u{10ffff}', 'The quick brown fox', 'x'.repeat(130)]
const NOT_TEXTS = [
  '80',
  'bf',
  'c0af',
  'c1bf',
  'e08080',
  'eda080',
  'edbfbf',
  'f0808080',
  'f4908080',
  'f5',
  'ff',
  'e2',
  'e282',
  'f09f98',
]

type Change = (frames: LooseFrame[], at: number, random: Random, manner: Manner) => void

const changes: readonly Change[] = [
  function payload(frames, at, random) {
    const { payload } = frames[at]!
    setPayload(frames[at]!, mutateBytes(payload, random, frames[random.below(frames.length)]!.payload))
  },
  function length(frames, at, random) {
    setPayload(frames[at]!, frames[at]!.payload.subarray(0, random.length(frames[at]!.payload.length)))
  },
  function notText(frames, at, random) {
    const { payload } = frames[at]!
    const cut = random.below(payload.length + 1)
    setPayload(
      frames[at]!,
      joined(payload.subarray(0, cut), Buffer.from(random.pick(NOT_TEXTS), 'hex'), payload.subarray(cut)),
    )
  },
  function announced(frames, at, random) {
    frames[at]!.announced = random.pick(LENGTHS)
    frames[at]!.form = random.oneIn(3) ? 2 : 8
  },
  function form(frames, at, random) {
    frames[at]!.form = random.pick([0, 2, 8])
  },
  function opcode(frames, at, random) {
    frames[at]!.first = (frames[at]!.first & 0xf0) | random.pick([0, 0, 1, 2, 3, 7, 8, 9, 10, 11, 15])
  },
  function flags(frames, at, random) {
    frames[at]!.first ^= random.pick([0x80, 0x80, 0x40, 0x20, 0x10])
  },
  function key(frames, at, random, { masked }) {
    frames[at]!.key = masked !== random.oneIn(8) ? random.bytes(4) : undefined
  },
  function remove(frames, at) {
    frames.splice(at, 1)
  },
  function insert(frames, at, random, manner) {
    frames.splice(at, 0, ...randomFrames(random, manner))
  },
  function repeat(frames, at, random) {
    const times = random.oneIn(8) ? random.between(10, 70) : random.between(1, 4)
    frames.splice(at, 0, ...Array.from({ length: times }, () => ({ ...frames[at]! })))
  },
  function swap(frames, at, random) {
    const other = random.below(frames.length)
    ;[frames[at], frames[other]] = [frames[other]!, frames[at]!]
  },
  // The same message in two fragments, perhaps with something in between.
  function split(frames, at, random, manner) {
    const { first, key, payload } = frames[at]!
    const cut = random.below(payload.length + 1)
    const one = frame(first & 0x0f, payload.subarray(0, cut), key, first & 0x70)
    const two = frame(0, payload.subarray(cut), key, first & 0x80)
    frames.splice(at, 1, one, ...(random.oneIn(3) ? [randomControl(random, manner)] : []), two)
  },
  function closeCode(frames, at, random, { masked }) {
    const code = random.pick(CLOSE_CODES)
    const body = joined(Uint8Array.of(code >> 8, code), Buffer.from(random.pick(TEXTS), 'utf8'))
    frames.splice(at, 0, frame(8, body, masked ? random.bytes(4) : undefined))
  },
  function compress(frames, at, random, { deflate }) {
    if (!deflate) return
    const target = frames[at]!
    setPayload(target, deflated(target.payload, random))
    target.first |= 0x40
  },
]

/** One to three changes among the frames; what is no frame is carried along. */
export function mutateFrames(wire: Uint8Array, random: Random, manner: Manner): Uint8Array {
  const [frames, rest] = looseFrames(wire)
  for (let rounds = random.between(1, 3); rounds > 0; rounds--) {
    if (frames.length === 0) frames.push(...randomFrames(random, manner))
    else random.pick(changes)(frames, random.below(frames.length), random, manner)
  }
  return writeFrames(frames, rest)
}

/** A message, in one or more frames, or a control frame: as the protocol wants it. */
export function randomFrames(random: Random, manner: Manner): LooseFrame[] {
  if (random.oneIn(3)) return [randomControl(random, manner)]
  const isText = random.oneIn(2)
  let payload: Uint8Array = isText
    ? Buffer.from(random.pick(TEXTS).repeat(random.between(1, 3)))
    : random.bytes(random.length(300))
  const compressed = manner.deflate && random.oneIn(2)
  if (compressed) payload = deflated(payload, random)
  const count = random.oneIn(3) ? random.between(2, 5) : 1
  const cuts = Array.from({ length: count - 1 }, () => random.below(payload.length + 1)).sort((a, b) => a - b)
  return [...cuts, payload.length].map((end, index) => {
    const opcode = index > 0 ? 0 : isText ? 1 : 2
    const flags = (index === count - 1 ? 0x80 : 0) | (compressed && index === 0 ? 0x40 : 0)
    return frame(opcode, payload.subarray(cuts[index - 1] ?? 0, end), newKey(random, manner), flags)
  })
}

function randomControl(random: Random, manner: Manner): LooseFrame {
  if (random.oneIn(6)) return frame(8, random.oneIn(2) ? '' : Uint8Array.of(3, 232), newKey(random, manner))
  return frame(random.pick([9, 9, 10]), random.bytes(random.length(125)), newKey(random, manner))
}

function newKey(random: Random, { masked }: Manner): Uint8Array | undefined {
  // A key of zeros leaves the payload readable to mutations that know no masks.
  return masked ? (random.oneIn(2) ? new Uint8Array(4) : random.bytes(4)) : undefined
}

/** Deflate in one of its forms: compressed, stored, with fixed codes, in several blocks, ended for good. */
function deflated(payload: Uint8Array, random: Random): Uint8Array {
  const finishFlush = random.oneIn(8) ? 4 : 2
  const output = deflateRawSync(payload, { level: random.pick([0, 1, 9]), strategy: random.pick([0, 4]), finishFlush })
  return finishFlush === 2 && !random.oneIn(8) ? output.subarray(0, -4) : output
}

function setPayload(target: LooseFrame, payload: Uint8Array): void {
  if (target.form === shortestForm(target.payload.length)) target.form = shortestForm(payload.length)
  target.payload = payload
}
