// What a connection's input says: the bytes of the peer, and what our side does at which of them.
//   byte 0      which limits, and how messages are compressed where they are
//   byte 1      how the bytes are cut into pieces
//   byte 2      how many moves follow (its low four bits), each of two bytes: how far on, and what is done there
//   the rest    the bytes of the peer
// Every sequence of bytes is a script, so any mutation of one is one.
import type { Limits } from '../model/reader.ts'
import { joined } from './byte-mutations.ts'

export type Move = 'take' | 'prepared' | 'echo' | 'text' | 'binary' | 'ping' | 'pong' | 'close'
const MOVES: readonly Move[] = ['take', 'prepared', 'echo', 'text', 'binary', 'ping', 'pong', 'close']

export interface Step {
  /** How many of the peer's bytes have arrived by then. */
  readonly at: number
  readonly move: Move
  /** 0–31: what is sent. */
  readonly what: number
}

export interface Script {
  readonly limits: Limits
  /** Used where the target compresses at all. */
  readonly compression: Compression
  readonly pieces: number
  readonly steps: readonly Step[]
  readonly wire: Uint8Array
}

export interface Compression {
  readonly keepsWindow: boolean
  readonly windowBits: number
  readonly threshold: number
}

const COMPRESSIONS: readonly Compression[] = [
  { keepsWindow: false, windowBits: 15, threshold: 1 },
  { keepsWindow: true, windowBits: 9, threshold: 1 },
  { keepsWindow: false, windowBits: 8, threshold: 130 },
  { keepsWindow: true, windowBits: 15, threshold: 1 },
]

const K = 1024
/** Small, so that short inputs go beyond them; the last is for long messages. */
const LIMITS: readonly Limits[] = [
  { maxMessageBytes: 300, maxFrameBytes: 300, maxFragments: 4, maxPendingPongs: 3 },
  { maxMessageBytes: 64, maxFrameBytes: 40, maxFragments: 8, maxPendingPongs: 1 },
  { maxMessageBytes: 1, maxFrameBytes: 1, maxFragments: 1, maxPendingPongs: 2 },
  { maxMessageBytes: 70 * K, maxFrameBytes: 66 * K, maxFragments: 30, maxPendingPongs: 10 },
]

const HEAD_BYTES = 3

export function parseScript(input: Uint8Array): Script {
  const count = (input[2] ?? 0) & 15
  const wire = input.subarray(HEAD_BYTES + 2 * count)
  const steps: Step[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    const gap = input[HEAD_BYTES + 2 * index] ?? 0
    const what = input[HEAD_BYTES + 2 * index + 1] ?? 0
    at = Math.min(wire.length, at + (gap < 128 ? gap : (gap - 127) * 32))
    steps.push({ at, move: MOVES[what & 7]!, what: what >> 3 })
  }
  const choice = input[0] ?? 0
  return {
    limits: LIMITS[choice & 3]!,
    compression: COMPRESSIONS[(choice >> 2) & 3]!,
    pieces: input[1] ?? 0,
    steps,
    wire,
  }
}

/** The input without its wire, and the wire. */
export function splitInput(input: Uint8Array): [head: Uint8Array, wire: Uint8Array] {
  const size = Math.min(input.length, HEAD_BYTES + 2 * ((input[2] ?? 0) & 15))
  return [input.subarray(0, size), input.subarray(size)]
}

export interface Plan {
  readonly limits?: 0 | 1 | 2 | 3
  readonly compression?: 0 | 1 | 2 | 3
  readonly pieces?: number
  readonly moves?: readonly (readonly [gap: number, move: Move, what?: number])[]
}

/** An input by hand: for seeds. */
export function buildInput(
  wire: Uint8Array,
  { limits = 0, compression = 0, pieces = 0, moves = [] }: Plan = {},
): Uint8Array {
  const steps = moves.flatMap(([gap, move, what = 0]) => [gap, (what << 3) | MOVES.indexOf(move)])
  return joined(Uint8Array.of((compression << 2) | limits, pieces, moves.length, ...steps), wire)
}
