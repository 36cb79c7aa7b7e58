import { deflated, opcodes } from '../wire/index.ts'
import type { Case, Step } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, close, hex, more, ping, text, unfinished } from './steps.ts'

const base = {
  section: '7692 §7.2',
  profile: 'deflate',
  negotiation: { offer: 'permessage-deflate; client_max_window_bits', answer: { further: [] } },
} as const

type Rest = Pick<Case, 'write' | 'expect'> & Partial<Omit<Case, 'id' | 'title'>>
const made = (title: string, rest: Rest): Omit<Case, 'id'> => ({ ...base, title, ...rest })

const rsv1 = { rsv: 4 } as const
const sizes = [0, 1, 2, 125, 126, 127, 1_024, 65_535, 65_536, 200_000, 1_000_000]

const whole = sizes.flatMap((size) => [
  made(`compressed text of ${size} bytes comes back`, {
    write: [{ compressed: asciiOf(size) }],
    expect: { messages: [asciiOf(size)] },
  }),
  made(`compressed binary of ${size} bytes comes back`, {
    write: [{ compressed: bytesOf(size) }],
    expect: { messages: [bytesOf(size)] },
  }),
])

const inPieces = [
  ...[2, 3, 10, 50].flatMap((fragments) =>
    (['together', 'steps', 1] as const).map((cut) =>
      made(`a compressed message in ${fragments} fragments is one message (cut: ${cut})`, {
        write: [{ compressed: asciiOf(3_000), fragments }],
        cut,
        expect: { messages: [asciiOf(3_000)] },
      }),
    ),
  ),
  ...[1, 2, 3, 4, 5, 6, 7].map((cut) =>
    made(`compressed messages in segments of ${cut} come back`, {
      write: [{ compressed: asciiOf(1_000) }, { compressed: bytesOf(1_000) }, { compressed: '' }],
      cut,
      expect: { messages: [asciiOf(1_000), bytesOf(1_000), ''] },
    }),
  ),
  made('more fragments than compressed bytes: some are empty', {
    write: [{ compressed: 'x', fragments: 20 }],
    expect: { messages: ['x'] },
  }),
  made('an empty first fragment bears RSV1 for all', {
    write: [text('', { ...rsv1, ...unfinished }), more(deflated('rest'))],
    expect: { messages: ['rest'] },
  }),
]

const bits = [
  made('a message without RSV1 is not inflated, whatever was agreed', {
    section: '7692 §6',
    write: [text('not compressed'), binary(deflated('looks compressed'))],
    expect: { messages: ['not compressed', deflated('looks compressed')] },
  }),
  made('compressed and plain messages may take turns, in one context', {
    section: '7692 §6',
    write: Array.from(
      { length: 12 },
      (_, index): Step => (index % 3 === 1 ? text('in turns') : { compressed: `in turns, in turns ${index}` }),
    ),
    expect: {
      messages: Array.from({ length: 12 }, (_, index) =>
        index % 3 === 1 ? 'in turns' : `in turns, in turns ${index}`,
      ),
    },
  }),
  ...(
    [
      [
        'RSV1 on a continuation of a compressed message',
        [text(deflated('abc'), { ...rsv1, ...unfinished }), more('', rsv1)],
      ],
      ['RSV1 on a continuation of a plain message', [text('abc', unfinished), more('def', rsv1)]],
      ['RSV1 on a ping', [ping('p', rsv1)]],
      ['RSV1 on an empty ping', [ping('', rsv1)]],
      ['RSV1 on a pong', [{ frame: opcodes.pong, payload: 'p', ...rsv1 }]],
      ['RSV1 on a close', [close(1000, '', rsv1)]],
      ['RSV1 on a ping inside a compressed message', [text(deflated('a'), { ...rsv1, ...unfinished }), ping('', rsv1)]],
      ['RSV2 on text', [text('x', { rsv: 2 })]],
      ['RSV3 on text', [text('x', { rsv: 1 })]],
      ['RSV1 and RSV2 on text', [text(deflated('x'), { rsv: 6 })]],
      ['RSV1 and RSV3 on text', [text(deflated('x'), { rsv: 5 })]],
      ['RSV1 on a continuation with nothing to continue', [more('x', rsv1)]],
      ['RSV1 on a reserved opcode', [{ frame: 3, payload: 'x', ...rsv1 }]],
    ] as const
  ).map(([what, write]) => made(`${what} is refused`, { section: '7692 §6', write, expect: { close: [1002] } })),
]

// Deflate streams by hand (RFC 1951), as §7.2.3 of RFC 7692 allows them.
const stored = (data: string, final = 0) => {
  const bytes = Buffer.from(data)
  const length = Buffer.alloc(4)
  length.writeUInt16LE(bytes.length, 0)
  length.writeUInt16LE(0xffff - bytes.length, 2)
  return Buffer.concat([Buffer.of(final), length, bytes])
}
const emptyEnd = Buffer.of(0)

const streams = (
  [
    ['a block with fixed codes', hex('f2 48 cd c9 c9 07 00'), 'Hello'],
    ['a stored block', Buffer.concat([stored('Hello'), emptyEnd]), 'Hello'],
    ['a last block (BFINAL) and the empty one after it', hex('f3 48 cd c9 c9 07 00 00'), 'Hello'],
    ['two blocks with fixed codes', hex('f2 48 05 00 00 00 ff ff ca c9 c9 07 00'), 'Hello'],
    ['two stored blocks', Buffer.concat([stored('Hel'), stored('lo'), emptyEnd]), 'Hello'],
    [
      'three empty stored blocks around one with text',
      Buffer.concat([stored(''), stored('Hello'), stored(''), emptyEnd]),
      'Hello',
    ],
    ['a stored last block (BFINAL) and the empty one after it', Buffer.concat([stored('Hello', 1), emptyEnd]), 'Hello'],
    ['one byte 00, the empty message', hex('00'), ''],
    ['an empty block with fixed codes', hex('02 00'), ''],
    ['blocks of level 0', deflated(asciiOf(5_000), { level: 0 }), asciiOf(5_000)],
    ['blocks of level 1', deflated(asciiOf(5_000), { level: 1 }), asciiOf(5_000)],
    ['blocks of level 9', deflated(asciiOf(5_000), { level: 9 }), asciiOf(5_000)],
  ] as const
).flatMap(([what, payload, message]) => [
  made(`${what}: the message comes back`, {
    section: '7692 §7.2.3',
    write: [text(payload, rsv1)],
    expect: { messages: [message] },
  }),
  made(`${what}, byte by byte and twice: both messages come back`, {
    section: '7692 §7.2.3',
    write: [text(payload, rsv1), text(payload, rsv1)],
    cut: 1,
    expect: { messages: [message, message] },
  }),
])

const afterFinal = [
  made('a message with BFINAL does not end the stream for the next ones', {
    section: '7692 §7.2.3.4',
    write: [
      text(hex('f3 48 cd c9 c9 07 00 00'), rsv1),
      text(deflated('next'), rsv1),
      text(hex('f2 48 cd c9 c9 07 00'), rsv1),
    ],
    expect: { messages: ['Hello', 'next', 'Hello'] },
  }),
]

const broken = (
  [
    ['the reserved block type 3', hex('06 00')],
    ['the reserved block type 3 after text', Buffer.concat([stored('Hello'), hex('06')])],
    ['a stored block whose lengths do not fit', hex('00 05 00 00 00 48 65 6c 6c 6f 00')],
    ['a reference to 32 768 bytes ago, where there is nothing', hex('4a 04 de ff 0f 00')],
    ['FF bytes', hex('ff ff ff ff ff ff')],
    ['text that was never compressed', hex('54 68 69 73 20 69 73 20 6e 6f 74 20 64 65 66 6c 61 74 65')],
    ['dynamic codes for more symbols than there are', hex('fc 00 00 00')],
  ] as const
).flatMap(([what, payload]) => [
  made(`${what}: refused`, { section: '7692 §7.2.2', write: [binary(payload, rsv1)], expect: { close: [1007] } }),
  made(`${what}, in fragments: refused`, {
    section: '7692 §7.2.2',
    write: [binary(payload.subarray(0, 1), { ...rsv1, ...unfinished }), more(payload.subarray(1))],
    cut: 'steps',
    expect: { close: [1007] },
  }),
  made(`${what}, after a good message, which is echoed: refused`, {
    section: '7692 §7.2.2',
    write: [{ compressed: 'good' }, { await: 1 }, binary(payload, rsv1)],
    expect: { messages: ['good'], close: [1007] },
  }),
])

const truncated = (
  [
    ['no byte at all', hex('')],
    ['a stored block of 100 bytes that ends after 10', Buffer.concat([hex('00 64 00 9b ff'), Buffer.alloc(10, 0x41)])],
    ['dynamic codes that end within their table', deflated(asciiOf(2_000), { level: 9 }).subarray(0, 20)],
    ['fixed codes without their end', hex('f2 48 cd c9')],
  ] as const
).map(([what, payload]) =>
  made(`${what}: refused`, { section: '7692 §7.2.2', write: [binary(payload, rsv1)], expect: { close: [1007] } }),
)

const text8 = [
  ...['ff', 'c0 80', 'ed a0 80', 'f4 90 80 80', 'e2 82', '61 62 80'].flatMap((bytes) => [
    made(`compressed text that is no UTF-8 (${bytes.toUpperCase()}) is refused`, {
      section: '6455 §8.1',
      write: [text(deflated(hex(bytes)), rsv1)],
      expect: { close: [1007] },
    }),
    made(`compressed binary need not be UTF-8 (${bytes.toUpperCase()})`, {
      section: '6455 §8.1',
      write: [{ compressed: hex(bytes) }],
      expect: { messages: [hex(bytes)] },
    }),
  ]),
  made('compressed text of characters of all lengths, in fragments of one byte, comes back', {
    section: '6455 §8.1',
    write: [{ compressed: 'aé€🌍 안녕 '.repeat(20), fragments: 120 }],
    expect: { messages: ['aé€🌍 안녕 '.repeat(20)] },
  }),
]

const controls = [
  made('a ping between the fragments of a compressed message is answered', {
    section: '7692 §6',
    write: [
      text(deflated('one two').subarray(0, 3), { ...rsv1, ...unfinished }),
      ping('now'),
      { await: 1 },
      more(deflated('one two').subarray(3)),
    ],
    expect: { messages: ['one two'], pongs: ['now'] },
  }),
  made('pings between compressed messages are answered, uncompressed', {
    section: '7692 §6',
    write: [{ compressed: 'a' }, ping('1'), { compressed: 'b' }, ping('2'), { compressed: 'c' }],
    cut: 3,
    expect: { messages: ['a', 'b', 'c'], pongs: ['1', '2'] },
  }),
  made('a compressed message in the same segment before a close is echoed', {
    section: '6455 §5.5.1',
    write: [{ compressed: 'last words' }, close(1000)],
    expect: { messages: ['last words'], close: [1000] },
  }),
  made('compressed messages and a broken frame in one segment: the messages are echoed', {
    section: '6455 §7.1.7',
    write: [{ compressed: 'one' }, { compressed: 'two' }, text('x', { rsv: 3 })],
    expect: { messages: ['one', 'two'], close: [1002] },
  }),
  made('plain and compressed messages come back in the order they went', {
    section: '7692 §6',
    write: Array.from({ length: 40 }, (_, index): Step => {
      const payload = `${index}: ${asciiOf(index * 97)}`
      return index % 2 === 0 ? { compressed: payload } : text(payload)
    }),
    expect: { messages: Array.from({ length: 40 }, (_, index) => `${index}: ${asciiOf(index * 97)}`) },
  }),
]

export const compression: readonly Case[] = [
  ...group('11.1', whole),
  ...group('11.2', inPieces),
  ...group('11.3', bits),
  ...group('11.4', streams),
  ...group('11.5', afterFinal),
  ...group('11.6', broken),
  ...group('11.7', truncated),
  ...group('11.8', text8),
  ...group('11.9', controls),
]
