import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'

/** What RFC 7692 §7.2.1 takes off the end of each message. */
const tail = Buffer.from([0x00, 0x00, 0xff, 0xff])

export function deflated(text: string): Buffer {
  const whole = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH })
  return whole.subarray(0, -tail.length)
}

/** One message compressed without what came before it. */
export function inflated(bytes: Buffer): Buffer {
  return inflateRawSync(Buffer.concat([bytes, tail]), { finishFlush: constants.Z_SYNC_FLUSH })
}

/** Text as apps send it, `length` characters, that compresses as their text does: about four to one. */
export function jsonLike(length: number): string {
  let text = '['
  for (let count = 1; text.length < length; count++) {
    // The same on every run: a measurement has no use for chance.
    const value = (count * 2_654_435_761) % 4_294_967_296
    text += `{"id":${value},"by":"user-${value % 97}","at":${1_700_000_000_000 + count * 1777},"text":"message ${count}, ${value.toString(36)}"},`
  }
  return text.slice(0, length)
}
