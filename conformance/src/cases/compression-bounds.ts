import { deflated } from '../wire/index.ts'
import type { Case, Negotiation } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, more, text, unfinished } from './steps.ts'

const usual: Negotiation = {
  offer: 'permessage-deflate; client_max_window_bits',
  answer: { further: [] },
}
const rsv1 = { rsv: 4 } as const
const mebi = 1_048_576
const zeros = (size: number) => Buffer.alloc(size)

// The profile `deflate-tight`: messages of 1 000 bytes.
const tight = { section: 'limits', profile: 'deflate-tight', negotiation: usual } as const
const roomy = { section: 'limits', profile: 'deflate', negotiation: usual } as const

const sizes: Omit<Case, 'id'>[] = [
  {
    ...tight,
    title: 'a message that inflates to exactly the limit is taken',
    write: [binary(deflated(zeros(1_000)), rsv1)],
    expect: { messages: [zeros(1_000)] },
  },
  {
    ...tight,
    title: 'a message that inflates to one byte more is refused',
    write: [binary(deflated(zeros(1_001)), rsv1)],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'text that inflates to one byte more is refused',
    write: [text(deflated('a'.repeat(1_001)), rsv1)],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'a message whose fragments inflate to one byte more is refused',
    write: [
      binary(deflated(zeros(1_001)).subarray(0, 4), { ...rsv1, ...unfinished }),
      more(deflated(zeros(1_001)).subarray(4)),
    ],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'a message that inflates to more, byte by byte, is refused',
    write: [binary(deflated(zeros(2_000)), rsv1)],
    cut: 1,
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'a hundred thousand zeros are refused',
    write: [binary(deflated(zeros(100_000)), rsv1)],
    expect: { close: [1009] },
  },
  {
    ...tight,
    title: 'messages of the limit one after another are each taken',
    write: [{ compressed: zeros(1_000) }, { compressed: zeros(1_000) }, { compressed: asciiOf(1_000) }],
    expect: { messages: [zeros(1_000), zeros(1_000), asciiOf(1_000)] },
  },
  {
    ...tight,
    title: 'the limit holds for plain messages too',
    write: [binary(zeros(1_001))],
    expect: { close: [1009] },
  },
  {
    ...roomy,
    title: '1 MiB of zeros is taken where that is the limit',
    write: [binary(deflated(zeros(mebi)), rsv1)],
    expect: { messages: [zeros(mebi)] },
  },
  ...[mebi + 1, 16 * mebi, 64 * mebi].map(
    (size): Omit<Case, 'id'> => ({
      ...roomy,
      title: `${size} zeros are refused where 1 MiB is the limit`,
      write: [binary(deflated(zeros(size)), rsv1)],
      expect: { close: [1009] },
    }),
  ),
  {
    ...roomy,
    title: 'a bomb after a good message is refused; the message was echoed',
    write: [{ compressed: 'good' }, { await: 1 }, binary(deflated(zeros(8 * mebi)), rsv1)],
    expect: { messages: ['good'], close: [1009] },
  },
]

/** Repeats itself at a distance that only windows larger than `bits` reach. */
const farRepeat = (bits: number) => {
  const noise = Uint8Array.from({ length: 200 }, (_, at) => (at * at * 7 + at * 13) & 0xff)
  return Buffer.concat([noise, bytesOf(2 ** bits), noise, noise])
}

const windows = [8, 9, 10, 11, 12, 13, 14, 15].flatMap((bits): Omit<Case, 'id'>[] => [
  {
    title: `a client window of ${bits} bits: what is sent in it comes back`,
    section: '7692 §7.1.2.2',
    role: 'server',
    profile: 'deflate',
    negotiation: { offer: `permessage-deflate; client_max_window_bits=${bits}` },
    write: [{ compressed: farRepeat(bits) }, { compressed: asciiOf(40_000) }, { compressed: farRepeat(bits) }],
    expect: { messages: [farRepeat(bits), asciiOf(40_000), farRepeat(bits)] },
  },
  ...(bits === 8
    ? []
    : [
        {
          title: `a server window of ${bits} bits: no echo reaches further back`,
          section: '7692 §7.1.2.1',
          role: 'server',
          profile: 'deflate',
          negotiation: { offer: `permessage-deflate; server_max_window_bits=${bits}` },
          write: [{ compressed: farRepeat(bits) }, { compressed: asciiOf(40_000) }, { compressed: farRepeat(bits) }],
          expect: { messages: [farRepeat(bits), asciiOf(40_000), farRepeat(bits)] },
        } as const,
        {
          title: `a client told to keep to ${bits} bits does not reach further back`,
          section: '7692 §7.1.2.2',
          role: 'client',
          profile: 'deflate',
          negotiation: { answer: { further: [`client_max_window_bits=${bits}`] } },
          write: [{ compressed: farRepeat(bits) }, { compressed: asciiOf(40_000) }, { compressed: farRepeat(bits) }],
          expect: { messages: [farRepeat(bits), asciiOf(40_000), farRepeat(bits)] },
        } as const,
      ]),
  {
    title: `a server that says it keeps to ${bits} bits is understood by a client`,
    section: '7692 §7.1.2.1',
    role: 'client',
    profile: 'deflate',
    negotiation: { answer: { further: [`server_max_window_bits=${bits}`] } },
    write: [{ compressed: farRepeat(bits) }, { compressed: asciiOf(40_000) }, { compressed: farRepeat(bits) }],
    expect: { messages: [farRepeat(bits), asciiOf(40_000), farRepeat(bits)] },
  },
])

const limitedByOption: Omit<Case, 'id'>[] = [
  {
    title: 'a server told to use 10 bits says so when it is asked for more, and keeps to it',
    section: '7692 §7.1.2.1',
    role: 'server',
    profile: 'deflate-small-window',
    negotiation: { offer: 'permessage-deflate; server_max_window_bits=12; client_max_window_bits' },
    write: [{ compressed: farRepeat(10) }, { compressed: farRepeat(11) }],
    expect: { messages: [farRepeat(10), farRepeat(11)] },
  },
]

const repeated = Array.from({ length: 10 }, (_, index) => `${asciiOf(2_000)} ${index % 2}`)
const contexts = (
  [
    ['both keep their context', []],
    ['the server keeps none', ['server_no_context_takeover']],
    ['the client keeps none', ['client_no_context_takeover']],
    ['neither keeps one', ['server_no_context_takeover', 'client_no_context_takeover']],
  ] as const
).flatMap(([who, parameters]) =>
  (['deflate', 'deflate-fresh'] as const).flatMap((profile): Omit<Case, 'id'>[] => [
    {
      title: `${who}: ten messages that repeat each other come back (${profile})`,
      section: '7692 §7.1.1',
      profile,
      negotiation: {
        offer: ['permessage-deflate', ...parameters].join('; '),
        answer: { further: parameters },
      },
      write: repeated.map((compressed) => ({ compressed })),
      expect: { messages: repeated },
    },
    {
      title: `${who}: the same in fragments, cut anywhere (${profile})`,
      section: '7692 §7.1.1',
      profile,
      negotiation: {
        offer: ['permessage-deflate', ...parameters, 'client_max_window_bits=12'].join('; '),
        answer: { further: parameters },
      },
      write: repeated.map((compressed, index) => ({ compressed, fragments: 1 + (index % 4) })),
      cut: 17,
      expect: { messages: repeated },
    },
  ]),
)

const thresholds: Omit<Case, 'id'>[] = [
  {
    title: 'below the threshold messages go out plain, from it on compressed',
    section: 'limits',
    profile: 'deflate-threshold',
    negotiation: usual,
    write: [{ compressed: 'a'.repeat(1_023) }, { compressed: 'a'.repeat(1_024) }, text('b'.repeat(4_000))],
    expect: {
      messages: ['a'.repeat(1_023), 'a'.repeat(1_024), 'b'.repeat(4_000)],
      compressed: [false, true, true],
    },
  },
  {
    title: 'the threshold counts bytes of UTF-8, not characters',
    section: 'limits',
    profile: 'deflate-threshold',
    negotiation: usual,
    write: [{ compressed: '€'.repeat(342) }, { compressed: '€'.repeat(341) }],
    expect: { messages: ['€'.repeat(342), '€'.repeat(341)], compressed: [true, false] },
  },
]

export const compressionBounds: readonly Case[] = [
  ...group('12.1', sizes),
  ...group('12.2', windows),
  ...group('12.3', limitedByOption),
  ...group('12.4', contexts),
  ...group('12.5', thresholds),
]
