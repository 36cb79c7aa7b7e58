import type { Case, Negotiation } from './case.ts'
import { group } from './case.ts'
import { text } from './steps.ts'

const long = 'a sentence that is worth compressing; '.repeat(20)
const exchange = { write: [{ compressed: long }, { compressed: long }, text('plain')] } as const
const messages = [long, long, 'plain']

type Terms = Omit<Negotiation, 'offer' | 'answer' | 'outcome'>

type Offer = readonly [what: string, offer: string | readonly string[], terms?: Terms]

const good: readonly Offer[] = [
  ['the bare offer', 'permessage-deflate', { excludes: ['client_max_window_bits'] }],
  ['the usual offer of a browser', 'permessage-deflate; client_max_window_bits'],
  [
    'server_no_context_takeover',
    'permessage-deflate; server_no_context_takeover',
    {
      includes: ['server_no_context_takeover'],
      excludes: ['client_max_window_bits'],
    },
  ],
  ['client_no_context_takeover', 'permessage-deflate; client_no_context_takeover'],
  [
    'both without context',
    'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    {
      includes: ['server_no_context_takeover'],
    },
  ],
  ...[9, 10, 11, 12, 13, 14, 15].map(
    (bits) =>
      [
        `server_max_window_bits=${bits}`,
        `permessage-deflate; server_max_window_bits=${bits}`,
        {
          includes: bits < 15 ? ['server_max_window_bits'] : [],
        },
      ] as const,
  ),
  ...[8, 9, 10, 11, 12, 13, 14, 15].map(
    (bits) => [`client_max_window_bits=${bits}`, `permessage-deflate; client_max_window_bits=${bits}`] as const,
  ),
  [
    'all four parameters',
    'permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10; client_max_window_bits=11',
    {
      includes: ['server_no_context_takeover', 'server_max_window_bits'],
    },
  ],
  ['no space at all', 'permessage-deflate;client_max_window_bits;server_max_window_bits=12'],
  ['a lot of space', 'permessage-deflate  ;   server_max_window_bits=12 ;   client_max_window_bits'],
  ['a quoted value', 'permessage-deflate; server_max_window_bits="10"', { includes: ['server_max_window_bits'] }],
  ['an unknown extension before', 'x-unknown; a=b, permessage-deflate'],
  ['an unknown extension after', 'permessage-deflate, x-unknown'],
  ['two headers', ['x-unknown', 'permessage-deflate']],
  ['the second offer where the first has an unknown parameter', 'permessage-deflate; x=1, permessage-deflate'],
  [
    'the second offer where the first is out of range',
    'permessage-deflate; server_max_window_bits=99, permessage-deflate; server_max_window_bits=12',
  ],
  ['one of two good offers', 'permessage-deflate; server_no_context_takeover, permessage-deflate'],
]

const broken: readonly Offer[] = [
  ['no offer', []],
  ['another extension only', 'x-webkit-deflate-frame'],
  ['an unknown parameter', 'permessage-deflate; x=1'],
  ['an unknown parameter without a value', 'permessage-deflate; mem_level'],
  ['the name of a property every object has', 'permessage-deflate; __proto__=1; constructor'],
  ['server_no_context_takeover twice', 'permessage-deflate; server_no_context_takeover; server_no_context_takeover'],
  ['client_max_window_bits twice', 'permessage-deflate; client_max_window_bits; client_max_window_bits=10'],
  ['server_max_window_bits twice', 'permessage-deflate; server_max_window_bits=10; server_max_window_bits=10'],
  ['server_no_context_takeover with a value', 'permessage-deflate; server_no_context_takeover=1'],
  ['client_no_context_takeover with a value', 'permessage-deflate; client_no_context_takeover=true'],
  ['server_max_window_bits without a value', 'permessage-deflate; server_max_window_bits'],
  ...['7', '16', '0', '-1', '010', '09', '1e1', '10.0', '0xa', '99999999999999999999', 'ten', '+9'].flatMap(
    (value) =>
      [
        [`server_max_window_bits=${value}`, `permessage-deflate; server_max_window_bits=${value}`],
        [`client_max_window_bits=${value}`, `permessage-deflate; client_max_window_bits=${value}`],
      ] as const,
  ),
]

const toServer = [
  ...good.map(
    ([what, offer, terms = {}]): Omit<Case, 'id'> => ({
      ...toDeflatingServer(`${what}: agreed to, and both sides keep to it`, { offer, ...terms }),
      ...exchange,
      expect: { messages },
    }),
  ),
  ...broken.map(
    ([what, offer]): Omit<Case, 'id'> => ({
      ...toDeflatingServer(`${what}: declined, and the socket opens without`, { offer, outcome: 'declined' }),
      write: [text(long)],
      expect: { messages: [long], compressed: [false] },
    }),
  ),
]

const refusedRsv1 = broken.slice(0, 6).map(
  ([what, offer]): Omit<Case, 'id'> => ({
    ...toDeflatingServer(`${what}: RSV1 is refused where compression was declined`, { offer, outcome: 'declined' }),
    write: [text('x', { rsv: 4 })],
    expect: { close: [1002] },
  }),
)

function toDeflatingServer(title: string, negotiation: Negotiation) {
  return { title, section: '7692 §7.1', role: 'server', profile: 'deflate', negotiation } as const
}

const off: Omit<Case, 'id'>[] = [
  {
    title: 'a server without compression declines',
    section: '7692 §5',
    role: 'server',
    negotiation: { offer: 'permessage-deflate; client_max_window_bits', outcome: 'declined' },
    write: [text(long)],
    expect: { messages: [long], compressed: [false] },
  },
  {
    title: 'a client without compression offers none, and refuses an answer that has it',
    section: '7692 §5',
    role: 'client',
    negotiation: { answer: 'permessage-deflate', outcome: 'refused' },
    write: [text(long)],
    expect: {},
  },
  {
    title: 'a server that keeps no context says so, and does not',
    section: '7692 §7.1.1',
    role: 'server',
    profile: 'deflate-fresh',
    negotiation: { offer: 'permessage-deflate; client_max_window_bits', includes: ['server_no_context_takeover'] },
    ...exchange,
    expect: { messages },
  },
  {
    title: 'a server that keeps no context lets no client keep one',
    section: '7692 §7.1.1',
    role: 'server',
    profile: 'deflate-fresh',
    negotiation: { offer: 'permessage-deflate', includes: ['client_no_context_takeover'] },
    ...exchange,
    expect: { messages },
  },
]

const answers: readonly (readonly [what: string, further: readonly string[]])[] = [
  ['what the offer demands and no more', []],
  ['server_no_context_takeover', ['server_no_context_takeover']],
  ['client_no_context_takeover', ['client_no_context_takeover']],
  ['both without context', ['server_no_context_takeover', 'client_no_context_takeover']],
  ...[8, 9, 10, 11, 12, 13, 14, 15].map(
    (bits) => [`server_max_window_bits=${bits}`, [`server_max_window_bits=${bits}`]] as const,
  ),
  ...[9, 10, 11, 12, 13, 14, 15].map(
    (bits) => [`client_max_window_bits=${bits}`, [`client_max_window_bits=${bits}`]] as const,
  ),
]

const toClient = answers.map(
  ([what, further]): Omit<Case, 'id'> => ({
    title: `an answer with ${what}: kept to, or refused where it was not offered`,
    section: '7692 §7.1',
    role: 'client',
    profile: 'deflate',
    negotiation: { answer: { further } },
    ...exchange,
    expect: { messages },
  }),
)

const brokenAnswers = [
  'x-unknown',
  'permessage-deflate; x=1',
  'permessage-deflate; __proto__',
  'permessage-deflate; server_no_context_takeover; server_no_context_takeover',
  'permessage-deflate; server_no_context_takeover=1',
  'permessage-deflate; client_no_context_takeover=0',
  'permessage-deflate; server_max_window_bits',
  'permessage-deflate; server_max_window_bits=7',
  'permessage-deflate; server_max_window_bits=16',
  'permessage-deflate; server_max_window_bits=010',
  'permessage-deflate; server_max_window_bits=',
  'permessage-deflate; client_max_window_bits',
  'permessage-deflate; client_max_window_bits=7',
  'permessage-deflate; client_max_window_bits=16',
  'permessage-deflate; client_max_window_bits=10; client_max_window_bits=10',
  'permessage-deflate, permessage-deflate',
  'permessage-deflate, x-unknown',
].map(
  (answer): Omit<Case, 'id'> => ({
    title: `the answer "${answer}" is refused by a client`,
    section: '7692 §7.1',
    role: 'client',
    profile: 'deflate',
    negotiation: { answer, outcome: 'refused' },
    write: [text('hello')],
    expect: {},
  }),
)

const declinedByServer: Omit<Case, 'id'> = {
  title: 'a client whose offer is declined goes on without',
  section: '7692 §5',
  role: 'client',
  profile: 'deflate',
  negotiation: { answer: [], outcome: 'declined' },
  write: [text(long)],
  expect: { messages: [long], compressed: [false] },
}

export const negotiation: readonly Case[] = [
  ...group('10.1', toServer),
  ...group('10.2', refusedRsv1),
  ...group('10.3', off),
  ...group('10.4', toClient),
  ...group('10.5', brokenAnswers),
  ...group('10.6', [declinedByServer]),
]
