import { opcodes } from '../wire/index.ts'
import type { Case } from './case.ts'
import { group } from './case.ts'
import { hex, more, ping, text, unfinished } from './steps.ts'

/** Sequences that are valid: the borders of each length, and what is rare but allowed. */
const valid: readonly (readonly [what: string, bytes: string])[] = [
  ['U+0000', '00'],
  ['U+007F, the last of one byte', '7f'],
  ['U+0080, the first of two bytes', 'c2 80'],
  ['U+07FF, the last of two bytes', 'df bf'],
  ['U+0800, the first of three bytes', 'e0 a0 80'],
  ['U+0FFF, the last below E1', 'e0 bf bf'],
  ['U+1000, the first of E1', 'e1 80 80'],
  ['U+CFFF, the last of EC', 'ec bf bf'],
  ['U+D7FF, the last before the surrogates', 'ed 9f bf'],
  ['U+E000, the first after the surrogates', 'ee 80 80'],
  ['U+FEFF, a byte order mark', 'ef bb bf'],
  ['U+FFFD, the replacement character itself', 'ef bf bd'],
  ['U+FFFE, no character', 'ef bf be'],
  ['U+FFFF, no character', 'ef bf bf'],
  ['U+10000, the first of four bytes', 'f0 90 80 80'],
  ['U+1FFFE, no character', 'f0 9f bf be'],
  ['U+3FFFF, the last of F0', 'f0 bf bf bf'],
  ['U+40000, the first of F1', 'f1 80 80 80'],
  ['U+FFFFF, the last of F3', 'f3 bf bf bf'],
  ['U+100000, the first of F4', 'f4 80 80 80'],
  ['U+10FFFF, the last there is', 'f4 8f bf bf'],
  ['a Greek word', 'ce ba e1 bd b9 cf 83 ce bc ce b5'],
  ['an emoji of several code points', 'f0 9f 91 a9 e2 80 8d f0 9f 9a 80'],
  ['letters of one, two, three and four bytes', '61 c3 a9 e2 82 ac f0 9f 8c 8d'],
]

/** Sequences that are not. `bad` counts the bytes up to and with the first that cannot be part of any text. */
const invalid: readonly (readonly [what: string, bytes: string, bad: number])[] = [
  ['a lone continuation byte 80', '80', 1],
  ['a lone continuation byte BF', 'bf', 1],
  ['two continuation bytes', '80 bf', 1],
  ['FE', 'fe', 1],
  ['FF', 'ff', 1],
  ['F5, beyond the last code point', 'f5 80 80 80', 1],
  ['F8, the five bytes of old', 'f8 88 80 80 80', 1],
  ['FC, the six bytes of old', 'fc 84 80 80 80 80', 1],
  ['C0 80, NUL in two bytes', 'c0 80', 1],
  ['C0 AF, a slash in two bytes', 'c0 af', 1],
  ['C1 BF, DEL in two bytes', 'c1 bf', 1],
  ['E0 80 80, NUL in three bytes', 'e0 80 80', 2],
  ['E0 80 AF, a slash in three bytes', 'e0 80 af', 2],
  ['E0 9F BF, two bytes’ worth in three', 'e0 9f bf', 2],
  ['F0 80 80 80, NUL in four bytes', 'f0 80 80 80', 2],
  ['F0 8F BF BF, three bytes’ worth in four', 'f0 8f bf bf', 2],
  ['ED A0 80, the first surrogate', 'ed a0 80', 2],
  ['ED AF BF, the last high surrogate', 'ed af bf', 2],
  ['ED B0 80, the first low surrogate', 'ed b0 80', 2],
  ['ED BF BF, the last surrogate', 'ed bf bf', 2],
  ['a surrogate pair, each in three bytes', 'ed a0 bd ed b8 80', 2],
  ['F4 90 80 80, one beyond the last', 'f4 90 80 80', 2],
  ['F4 BF BF BF', 'f4 bf bf bf', 2],
  ['C2 and then ASCII', 'c2 41', 2],
  ['E1 80 and then ASCII', 'e1 80 41', 3],
  ['F1 80 80 and then ASCII', 'f1 80 80 41', 4],
  ['C3 C3 A9: a start in place of a continuation', 'c3 c3 a9', 2],
  ['E2 82 E2: a start in place of the last byte', 'e2 82 e2', 3],
  ['F0 9F F0: a start in place of the third byte', 'f0 9f f0', 3],
  ['valid text, then FF', 'ce ba e1 bd b9 ff', 6],
  ['valid text, a surrogate, valid text', 'ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74', 13],
]

/** Beginnings that lack their rest: valid as far as they go, but no text may end so. */
const cutOff = ['c2', 'df', 'e0 a0', 'e1', 'ef bf', 'f0', 'f0 9f', 'f0 9f 98', 'f4 8f bf', '61 62 e2 82']

const wholeValid = valid.map(
  ([what, bytes]): Omit<Case, 'id'> => ({
    title: `${what} comes back byte by byte`,
    section: '6455 §8.1',
    write: [text(hex(bytes))],
    expect: { messages: [decoded(bytes)] },
  }),
)

const splitValid = valid
  .filter(([, bytes]) => hex(bytes).length > 1)
  .flatMap(([what, bytes]): Omit<Case, 'id'>[] => [
    {
      title: `${what} may be split between fragments of one byte`,
      section: '6455 §8.1',
      write: [...hex(bytes)].map((byte, index, all) => ({
        frame: index === 0 ? opcodes.text : opcodes.continuation,
        payload: Uint8Array.of(byte),
        fin: index === all.length - 1,
      })),
      expect: { messages: [decoded(bytes)] },
    },
    {
      title: `${what} may be split between segments of one byte`,
      section: '6455 §8.1',
      write: [text(hex(bytes))],
      cut: 1,
      expect: { messages: [decoded(bytes)] },
    },
  ])

const wholeInvalid = invalid.map(
  ([what, bytes]): Omit<Case, 'id'> => ({
    title: `${what}: refused`,
    section: '6455 §8.1',
    write: [text(hex(bytes))],
    expect: { close: [1007] },
  }),
)

const splitInvalid = invalid
  .filter(([, bytes]) => hex(bytes).length > 1)
  .flatMap(([what, bytes]): Omit<Case, 'id'>[] =>
    // Each place: the fault may be seen in the first fragment, in the second, or only where they meet.
    Array.from({ length: hex(bytes).length - 1 }, (_, index) => ({
      title: `${what}: refused when split into fragments after byte ${index + 1}`,
      section: '6455 §8.1',
      write: [text(hex(bytes).subarray(0, index + 1), unfinished), more(hex(bytes).subarray(index + 1))],
      cut: 'steps',
      expect: { close: [1007] },
    })),
  )

const choppedInvalid = invalid.map(
  ([what, bytes]): Omit<Case, 'id'> => ({
    title: `${what}: refused when the bytes come one by one`,
    section: '6455 §8.1',
    write: [text(hex(bytes))],
    cut: 1,
    expect: { close: [1007] },
  }),
)

const unfinishedText = cutOff.flatMap((bytes): Omit<Case, 'id'>[] => [
  {
    title: `text that ends in ${bytes.toUpperCase()} is refused`,
    section: '6455 §8.1',
    write: [text(hex(bytes))],
    expect: { close: [1007] },
  },
  {
    title: `text whose last fragment ends in ${bytes.toUpperCase()} is refused`,
    section: '6455 §8.1',
    write: [text('good so far ', unfinished), more(hex(bytes))],
    expect: { close: [1007] },
  },
  {
    title: `text in ${bytes.toUpperCase()} and an empty last fragment is refused`,
    section: '6455 §8.1',
    write: [text(hex(bytes), unfinished), more('')],
    expect: { close: [1007] },
  },
])

/** The rest of the message never comes: only who checks while reading can answer. */
const failFast = invalid.flatMap(([what, bytes, bad]): Omit<Case, 'id'>[] => [
  {
    title: `${what}: refused while the message is unfinished`,
    section: '6455 §8.1',
    write: [text(hex(bytes).subarray(0, bad), unfinished)],
    expect: { close: [1007] },
  },
  {
    title: `${what}: refused while the frame is unfinished`,
    section: '6455 §8.1',
    write: [text(hex(bytes).subarray(0, bad), { announced: 1_000 })],
    expect: { close: [1007] },
  },
])

const patience = valid
  .filter(([, bytes]) => hex(bytes).length > 1)
  .map(
    ([what, bytes]): Omit<Case, 'id'> => ({
      title: `${what}: its first half alone is not refused yet`,
      section: '6455 §8.1',
      write: [
        text(hex(bytes).subarray(0, hex(bytes).length - 1), unfinished),
        ping('and?'),
        { await: 1 },
        more(hex(bytes).subarray(hex(bytes).length - 1)),
      ],
      expect: { pongs: ['and?'], messages: [decoded(bytes)] },
    }),
  )

const perMessage: Omit<Case, 'id'>[] = [
  {
    title: 'a character may not be split between two messages',
    section: '6455 §8.1',
    write: [text(hex('e2 82')), text(hex('ac'))],
    expect: { close: [1007] },
  },
  {
    title: 'a message before the invalid one is echoed',
    section: '6455 §8.1',
    write: [text('good'), { await: 1 }, text(hex('ff'))],
    expect: { messages: ['good'], close: [1007] },
  },
  {
    title: 'a ping’s bytes are not part of the text around it',
    section: '6455 §8.1',
    write: [text(hex('e2 82'), unfinished), ping(hex('ff')), more(hex('ac'))],
    expect: { messages: ['€'], pongs: [hex('ff')] },
  },
  {
    title: 'long text of characters of all lengths, chopped, comes back',
    section: '6455 §8.1',
    write: [text('aé€🌍'.repeat(7_000))],
    cut: 4_093,
    expect: { messages: ['aé€🌍'.repeat(7_000)] },
  },
]

/** Node's decoder keeps a byte order mark only when it is told to. */
function decoded(bytes: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hex(bytes))
}

export const utf8: readonly Case[] = [
  ...group('6.1', wholeValid),
  ...group('6.2', splitValid),
  ...group('6.3', wholeInvalid),
  ...group('6.4', splitInvalid),
  ...group('6.5', choppedInvalid),
  ...group('6.6', unfinishedText),
  ...group('6.7', failFast),
  ...group('6.8', patience),
  ...group('6.9', perMessage),
]
