import { closeBody, opcodes } from '../wire/index.ts'
import type { FrameStep, Payload } from './case.ts'

type Shape = Omit<FrameStep, 'frame' | 'payload'>

export function text(payload: Payload = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.text, payload, ...shape }
}

export function binary(payload: Payload = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.binary, payload, ...shape }
}

export function more(payload: Payload = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.continuation, payload, ...shape }
}

export function ping(payload: Payload = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.ping, payload, ...shape }
}

export function pong(payload: Payload = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.pong, payload, ...shape }
}

export function close(code?: number, reason: string | Uint8Array = '', shape: Shape = {}): FrameStep {
  return { frame: opcodes.close, payload: closeBody(code, reason), ...shape }
}

/** Not the last fragment of its message. */
export const unfinished = { fin: false } as const

/** Bytes that are none of the usual values and differ with their place. */
export function bytesOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) + 7) & 0xff)
}

/** ASCII that differs with its place. */
export function asciiOf(size: number): string {
  let made = ''
  while (made.length < size) made += `${made.length}: as plain as it can be; `
  return made.slice(0, size)
}

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
}

/** The payload as one message in so many frames of about the same size. */
export function fragmented(opcode: number, payload: Payload, count: number): FrameStep[] {
  const bytes = Buffer.from(payload as string)
  return Array.from({ length: count }, (_, index) => ({
    frame: index === 0 ? opcode : opcodes.continuation,
    payload: bytes.subarray(
      Math.floor((bytes.length * index) / count),
      Math.floor((bytes.length * (index + 1)) / count),
    ),
    fin: index === count - 1,
  }))
}
