// Changes that know nothing of what the bytes mean.
import type { Random } from './random.ts'

const INTERESTING = [
  0x00, 0x01, 0x0a, 0x0d, 0x20, 0x2c, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x88, 0x89, 0xbf, 0xc0, 0xed, 0xf4, 0xfe,
  0xff,
]

type Mutation = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

const mutations: readonly Mutation[] = [
  function flipBit(input, random) {
    const output = copyOf(input)
    const at = random.below(output.length)
    output[at]! ^= 1 << random.below(8)
    return output
  },
  function setByte(input, random) {
    const output = copyOf(input)
    output[random.below(output.length)] = random.oneIn(2) ? random.pick(INTERESTING) : random.below(256)
    return output
  },
  function addToByte(input, random) {
    const output = copyOf(input)
    output[random.below(output.length)]! += random.pick([-1, 1, -2, 2, 16, -16])
    return output
  },
  function setWord(input, random) {
    const output = copyOf(input)
    const at = random.below(output.length)
    const value = random.pick([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff, 0x1_0000, 0x10_0000])
    for (let index = 0; index < 4 && at + index < output.length; index++)
      output[at + index] = value >>> (24 - 8 * index)
    return output
  },
  function insert(input, random) {
    const at = random.below(input.length + 1)
    const more = random.oneIn(3)
      ? new Uint8Array(random.length(64)).fill(random.pick(INTERESTING))
      : random.bytes(1 + random.below(8))
    return joined(input.subarray(0, at), more, input.subarray(at))
  },
  function remove(input, random) {
    const [start, end] = span(input, random)
    return joined(input.subarray(0, start), input.subarray(end))
  },
  function repeat(input, random) {
    const [start, end] = span(input, random)
    return joined(input.subarray(0, end), input.subarray(start, end), input.subarray(end))
  },
  function cut(input, random) {
    return copyOf(input.subarray(0, random.below(input.length + 1)))
  },
  function splice(input, random, other) {
    return joined(input.subarray(0, random.below(input.length + 1)), other.subarray(random.below(other.length + 1)))
  },
  function overwrite(input, random, other) {
    const output = copyOf(input)
    const [start, end] = span(other, random)
    const at = random.below(output.length)
    output.set(other.subarray(start, Math.min(end, start + output.length - at)), at)
    return output
  },
]

/** One change somewhere; `other` is a second input to take parts from. */
export function mutateBytes(input: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  return input.length === 0 ? random.bytes(1 + random.below(16)) : random.pick(mutations)(input, random, other)
}

/** A copy, also of a Buffer, whose own `slice` is none. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const output = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    output.set(part, at)
    at += part.length
  }
  return output
}

function span(input: Uint8Array, random: Random): [start: number, end: number] {
  const start = random.below(input.length)
  return [start, Math.min(input.length, start + 1 + random.length(64))]
}
