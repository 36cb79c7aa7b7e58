import type { Case, Step } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, close, hex, more, ping, pong, text, unfinished } from './steps.ts'

const section = '6455 §7.4'
const allowed = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001, 3999, 4000, 4001, 4999,
]
const forbidden = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 10_000, 32_768, 65_535]

const codes = [
  ...allowed.map((code) =>
    closed(`a close with ${code} is answered with the same code`, section, [close(code)], [code]),
  ),
  ...forbidden.map((code) =>
    closed(`a close with ${code}, which none may send, is refused`, section, [close(code)], [1002]),
  ),
  ...forbidden.map((code) =>
    closed(`a close with ${code} and a reason is refused`, section, [close(code, 'because')], [1002]),
  ),
]

const bodies = [
  closed('a close without a code is answered without one', '6455 §5.5.1', [close()], [1005]),
  closed('a close with a body of one byte is refused', '6455 §5.5.1', [{ frame: 8, payload: hex('03') }], [1002]),
  ...[1, 2, 60, 122, 123].map((size) =>
    closed(`a reason of ${size} bytes is taken`, '6455 §5.5.1', [close(1000, asciiOf(size))], [1000]),
  ),
  ...[124, 125, 200, 65_534].map((size) =>
    closed(
      `a reason of ${size} bytes makes a control frame too long`,
      '6455 §5.5',
      [close(1000, asciiOf(size))],
      [1002],
    ),
  ),
  closed('a reason in many languages is taken', '6455 §5.5.1', [close(1000, 'καλημέρα 안녕 🌍')], [1000]),
  ...['ff', 'c0 80', 'ed a0 80', 'f4 90 80 80', 'e2 82', '61 62 80'].map((bytes) =>
    closed(
      `a reason that is no UTF-8 (${bytes.toUpperCase()}) is refused`,
      '6455 §8.1',
      [close(1000, hex(bytes))],
      [1007],
    ),
  ),
  closed('a close without FIN is refused', '6455 §5.5', [close(1000, '', unfinished)], [1002]),
  closed(
    'a close with its length in the 16-bit form is refused',
    '6455 §5.5',
    [close(1000, '', { lengthForm: 16 })],
    [1002],
  ),
  closed(
    'a close that announces 126 bytes is refused before they come',
    '6455 §5.5',
    [{ frame: 8, payload: '', announced: 126 }],
    [1002],
  ),
]

const chopped = [1, 2, 3, 4, 5, 6, 7].map((cut) => ({
  ...closed(`a close in segments of ${cut} is answered`, '6455 §5.5.1', [close(4321, 'a reason')], [4321]),
  cut,
}))

const after: Omit<Case, 'id'>[] = (
  [
    ['text', [text('too late')]],
    ['binary', [binary(bytesOf(10))]],
    ['a ping', [ping('too late')]],
    ['a pong', [pong('too late')]],
    ['a second close', [close(1001)]],
    ['a close with a forbidden code', [close(1005)]],
    ['a broken frame', [text('x', { rsv: 7 })]],
    ['invalid UTF-8', [text(hex('ff'))]],
    ['half a frame', [text('', { announced: 100 })]],
    ['a megabyte', [binary(Buffer.alloc(1_000_000))]],
  ] as const
).map(([what, write]) =>
  closed(`${what} after a close is not answered`, '6455 §5.5.1', [close(1000), ...write], [1000]),
)

const before: Omit<Case, 'id'>[] = [
  {
    ...closed(
      'a message in the same segment before a close is echoed',
      '6455 §5.5.1',
      [text('last words'), close(1000)],
      [1000],
    ),
    expect: { messages: ['last words'], close: [1000] },
  },
  {
    ...closed(
      'a ping in the same segment before a close is answered',
      '6455 §5.5.2',
      [ping('last'), close(1000)],
      [1000],
    ),
    expect: { pongs: ['last'], close: [1000] },
  },
  {
    ...closed(
      'ten messages in the same segment before a close are echoed',
      '6455 §5.5.1',
      [...Array.from({ length: 10 }, (_, index) => text(`${index}`)), close(1000)],
      [1000],
    ),
    expect: { messages: Array.from({ length: 10 }, (_, index) => `${index}`), close: [1000] },
  },
  {
    ...closed(
      'a message in a segment of its own before a close is echoed',
      '6455 §5.5.1',
      [text('last words'), { await: 1 }, close(1000)],
      [1000],
    ),
    expect: { messages: ['last words'], close: [1000] },
  },
  closed(
    'a close inside a fragmented message ends it',
    '6455 §5.4',
    [text('part', unfinished), more('more', unfinished), close(1001)],
    [1001],
  ),
]

const gone = (['fin', 'reset'] as const).flatMap((end) =>
  (
    [
      ['after the handshake', []],
      ['after a message', [text('hello'), { await: 1 }]],
      ['in the middle of a header', [text('hello', { first: 1 })]],
      ['in the middle of a long header', [binary('', { announced: 70_000, first: 5 })]],
      ['in the middle of a payload', [text('hel', { announced: 5 })]],
      ['in the middle of a fragmented message', [text('part', unfinished)]],
      ['in the middle of a ping', [ping('part', { announced: 100 })]],
      ['in the middle of a close', [{ frame: 8, payload: hex('03'), announced: 2 }]],
    ] as const
  ).map(
    ([when, write]): Omit<Case, 'id'> => ({
      title: `a peer that ${end === 'fin' ? 'ends TCP' : 'resets'} ${when} without a close costs nothing but itself`,
      section: '6455 §7.1.5',
      write: [...write, { end }],
      expect: { ...(when === 'after a message' ? { messages: ['hello'] } : {}), close: 'optional' },
    }),
  ),
)

// The profile `closing`: the subject closes when a text tells it to, `close 4001 reason`.
const ours = (what: string, write: readonly Step[], expect: Case['expect'] = { close: [4001] }): Omit<Case, 'id'> => ({
  title: what,
  section: '6455 §7.1.2',
  profile: 'closing',
  write,
  expect,
})

const theirs: Omit<Case, 'id'>[] = [
  ours('a subject that closes sends its code, and ends when it is answered', [
    text('close 4001 enough'),
    { awaitClose: true },
    close(4001),
  ]),
  ours('a close of the subject may be answered with another code', [
    text('close 4001'),
    { awaitClose: true },
    close(1000),
  ]),
  ours('a close of the subject may be answered without a code', [text('close 4001'), { awaitClose: true }, close()]),
  ours('both may close at once', [text('close 4001'), close(1000)], { close: [4001, 1000] }),
  ours('messages that were on their way when the subject closed are taken, not echoed', [
    text('close 4001'),
    { awaitClose: true },
    text('on its way'),
    binary(bytesOf(1_000)),
    close(4001),
  ]),
  ours('broken frames after the subject’s close end the connection without a second close', [
    text('close 4001'),
    { awaitClose: true },
    text('x', { rsv: 7 }),
  ]),
  ours('a peer that ends TCP instead of answering a close is let go', [
    text('close 4001'),
    { awaitClose: true },
    { end: 'fin' },
  ]),
  ours('a peer that resets instead of answering a close is let go', [
    text('close 4001'),
    { awaitClose: true },
    { end: 'reset' },
  ]),
  ours('a peer that never answers a close is cut', [text('close 4001'), { awaitClose: true }]),
]

function closed(title: string, of: string, write: readonly Step[], code: readonly number[]): Omit<Case, 'id'> {
  return { title, section: of, write, expect: { close: code } }
}

export const closing: readonly Case[] = [
  ...group('8.1', codes),
  ...group('8.2', bodies),
  ...group('8.3', chopped),
  ...group('8.4', after),
  ...group('8.5', before),
  ...group('8.6', gone),
  ...group('8.7', theirs),
]
