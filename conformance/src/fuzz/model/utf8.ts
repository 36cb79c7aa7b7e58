// UTF-8 by arithmetic on code points, so that it shares no table with the code that it judges.

const FIRST_OF_LENGTH = [0, 0, 0x80, 0x800, 0x1_0000]

/** `whole`: valid text. `partial`: valid so far, ends inside a character. `broken`: nothing can make it valid. */
export function judgeUtf8(bytes: Uint8Array): 'whole' | 'partial' | 'broken' {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc0 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf8
              ? 4
              : 0
    if (length === 0) return 'broken'
    // The least and the greatest code point that the bytes so far can become.
    let least = length === 1 ? lead : lead & (0x7f >> length)
    let greatest = least
    let missing = 0
    for (let index = 1; index < length; index++) {
      const next = bytes[at + index]
      if (next === undefined) missing++
      else if (next >> 6 !== 2) return 'broken'
      least = least * 64 + (next === undefined ? 0 : next & 0x3f)
      greatest = greatest * 64 + (next === undefined ? 0x3f : next & 0x3f)
    }
    if (!allowed(least, greatest, FIRST_OF_LENGTH[length]!)) return 'broken'
    if (missing > 0) return 'partial'
    at += length
  }
  return 'whole'
}

/** Is there a code point from `least` to `greatest` that a character of this length may have? */
function allowed(least: number, greatest: number, first: number): boolean {
  if (greatest < first || least > 0x10_ffff) return false
  return !(least >= 0xd800 && greatest <= 0xdfff)
}
