import { opcodes } from '../wire/index.ts'
import type { Case } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, close, fragmented, more, ping, text, unfinished } from './steps.ts'

// Messages of 1 000 bytes; `tight` takes 8 fragments, `tight-frames` frames of 600 bytes.
const tight = { section: 'limits', profile: 'tight' } as const
const tightFrames = { section: 'limits', profile: 'tight-frames' } as const

const bytes: Omit<Case, 'id'>[] = [
  {
    ...tight,
    title: 'a message of exactly the limit in one frame is taken',
    write: [binary(bytesOf(1_000))],
    expect: { messages: [bytesOf(1_000)] },
  },
  {
    ...tight,
    title: 'a message one byte beyond the limit in one frame is refused',
    write: [binary(bytesOf(1_001))],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'a message of exactly the limit, in two frames, is taken',
    write: fragmented(opcodes.binary, bytesOf(1_000), 2),
    expect: { messages: [bytesOf(1_000)] },
  },
  {
    ...tight,
    title: 'text of exactly the limit, in four frames, is taken',
    write: fragmented(opcodes.text, asciiOf(1_000), 4),
    expect: { messages: [asciiOf(1_000)] },
  },
  ...[2, 3, 8].map(
    (count): Omit<Case, 'id'> => ({
      ...tight,
      title: `a message one byte beyond the limit in ${count} frames is refused`,
      write: fragmented(opcodes.binary, bytesOf(1_001), count),
      expect: { close: [1009] },
    }),
  ),
  {
    ...tight,
    title: 'the byte beyond the limit is refused from the header of its frame',
    write: [binary(bytesOf(600), unfinished), more('', { announced: 401 })],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'a text beyond the limit is refused in the middle of a fragmented message',
    write: [text(asciiOf(600), unfinished), more(asciiOf(300), unfinished), more(asciiOf(101), unfinished)],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'messages of the limit one after another are each taken',
    write: [...fragmented(opcodes.binary, bytesOf(1_000), 2), ...fragmented(opcodes.binary, bytesOf(1_000), 2)],
    expect: { messages: [bytesOf(1_000), bytesOf(1_000)] },
  },
  {
    ...tight,
    title: 'control frames do not count towards the limit of a message',
    write: [
      binary(bytesOf(500), unfinished),
      ping(bytesOf(125)),
      ping(bytesOf(125)),
      ping(bytesOf(125)),
      ping(bytesOf(125)),
      more(bytesOf(500)),
    ],
    expect: {
      messages: [Buffer.concat([bytesOf(500), bytesOf(500)])],
      pongs: [bytesOf(125), bytesOf(125), bytesOf(125), bytesOf(125)],
    },
  },
]

const frames: Omit<Case, 'id'>[] = [
  {
    ...tightFrames,
    title: 'a frame of exactly the limit of a frame is taken',
    write: [binary(bytesOf(600))],
    expect: { messages: [bytesOf(600)] },
  },
  ...[601, 999, 1_000].map(
    (size): Omit<Case, 'id'> => ({
      ...tightFrames,
      title: `a frame of ${size} bytes is refused where 600 is the limit of a frame`,
      write: [binary(bytesOf(size))],
      expect: { close: [1009] },
    }),
  ),
  {
    ...tightFrames,
    title: 'a frame beyond the limit of a frame is refused from its header',
    write: [binary('', { announced: 601 })],
    expect: { close: [1009] },
  },
  {
    ...tightFrames,
    title: 'a continuation beyond the limit of a frame is refused',
    write: [binary('a', unfinished), more('', { announced: 601 })],
    expect: { close: [1009] },
  },
]

const announced = [
  [1_001n, 'one byte more than the limit'],
  [65_536n, '64 KiB'],
  [2n ** 31n - 1n, '2^31 − 1'],
  [2n ** 31n, '2^31'],
  [2n ** 32n - 1n, '2^32 − 1'],
  [2n ** 32n, '2^32'],
  [2n ** 32n + 5n, '2^32 + 5, whose lower half is small'],
  [2n ** 40n, '2^40'],
  [2n ** 53n - 1n, '2^53 − 1'],
  [2n ** 53n + 1n, '2^53 + 1, no double'],
  [2n ** 62n, '2^62'],
  [2n ** 63n - 1n, '2^63 − 1, the largest there may be'],
] as const

const huge = announced.flatMap(([length, what]) =>
  [text('', { announced: length }), binary('', { announced: length }), more('', { announced: length })].map(
    (frame): Omit<Case, 'id'> => ({
      ...tight,
      title: `${what}, announced by ${frame.frame === 0 ? 'a continuation' : frame.frame === 1 ? 'text' : 'binary'}, is refused from the header alone`,
      write: frame.frame === 0 ? [text('a', unfinished), frame] : [frame],
      expect: { close: [1009] },
    }),
  ),
)

const topBit = [2n ** 63n, 2n ** 63n + 5n, 2n ** 64n - 1n].flatMap((length) =>
  [text('', { announced: length }), binary('', { announced: length })].map(
    (frame): Omit<Case, 'id'> => ({
      title: `a length of 0x${length.toString(16)}, whose highest bit must not be set, is refused (${frame.frame === 1 ? 'text' : 'binary'})`,
      section: '6455 §5.2',
      write: [frame],
      expect: { close: [1002, 1009] },
    }),
  ),
)

const counts: Omit<Case, 'id'>[] = [
  {
    ...tight,
    title: 'a message of as many fragments as allowed is taken',
    write: fragmented(opcodes.text, 'eight frames', 8),
    expect: { messages: ['eight frames'] },
  },
  {
    ...tight,
    title: 'one fragment more is refused',
    write: fragmented(opcodes.text, 'nine fragments', 9),
    expect: { close: [1008] },
  },
  {
    ...tight,
    title: 'one empty fragment more is refused',
    write: [text('a', unfinished), ...Array.from({ length: 7 }, () => more('', unfinished)), more('')],
    expect: { close: [1008] },
  },
  {
    ...tight,
    title: 'empty fragments count from the first',
    write: [text('', unfinished), ...Array.from({ length: 8 }, () => more('', unfinished))],
    expect: { close: [1008] },
  },
  {
    ...tight,
    title: 'as many empty fragments as allowed are taken',
    write: [text('', unfinished), ...Array.from({ length: 6 }, () => more('', unfinished)), more('')],
    expect: { messages: [''] },
  },
  {
    ...tight,
    title: 'pings between fragments do not count as fragments',
    write: fragmented(opcodes.text, 'eight frames', 8).flatMap((frame) => [frame, ping('p')]),
    expect: { messages: ['eight frames'], pongs: Array.from({ length: 8 }, () => 'p') },
  },
  {
    ...tight,
    title: 'each message has its fragments counted anew',
    write: [...fragmented(opcodes.text, 'eight frames', 8), ...fragmented(opcodes.text, 'eight frames', 8)],
    expect: { messages: ['eight frames', 'eight frames'] },
  },
  {
    title: 'a thousand fragments of one byte, each a segment, are one message',
    section: 'limits',
    write: fragmented(opcodes.binary, bytesOf(1_000), 1_000),
    cut: 'steps',
    expect: { messages: [bytesOf(1_000)] },
  },
]

const mebi = 1_048_576
const large = [1, 4, 16].flatMap((size): Omit<Case, 'id'>[] => [
  {
    title: `binary of ${size} MiB comes back`,
    section: 'limits',
    profile: 'large',
    write: [binary(Buffer.alloc(size * mebi, 0xa5))],
    expect: { messages: [Buffer.alloc(size * mebi, 0xa5)] },
  },
  {
    title: `text of ${size} MiB in frames of 64 KiB comes back`,
    section: 'limits',
    profile: 'large',
    write: fragmented(opcodes.text, 'é'.repeat((size * mebi) / 2), size * 16),
    expect: { messages: ['é'.repeat((size * mebi) / 2)] },
  },
])

const byDefault: Omit<Case, 'id'>[] = [
  {
    title: 'binary of exactly 1 MiB is taken where that is the limit',
    section: 'limits',
    write: [binary(Buffer.alloc(mebi, 7))],
    expect: { messages: [Buffer.alloc(mebi, 7)] },
  },
  {
    title: '1 MiB and a byte is refused from the header',
    section: 'limits',
    write: [binary('', { announced: mebi + 1 })],
    expect: { close: [1009] },
  },
  {
    title: 'a message before the one that is too large is echoed',
    section: 'limits',
    write: [text('small'), { await: 1 }, binary('', { announced: mebi + 1 })],
    expect: { messages: ['small'], close: [1009] },
  },
  {
    title: 'a large frame announced and a close instead of its bytes: the close is payload, and the end is the end',
    section: '6455 §7.1.5',
    write: [binary('', { announced: 1_000 }), close(1000), { end: 'fin' }],
    expect: { close: 'optional' },
  },
]

export const limits: readonly Case[] = [
  ...group('7.1', bytes),
  ...group('7.2', frames),
  ...group('7.3', huge),
  ...group('7.4', topBit),
  ...group('7.5', counts),
  ...group('7.6', large),
  ...group('7.7', byDefault),
]
