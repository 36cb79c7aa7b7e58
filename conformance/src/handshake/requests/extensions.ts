import type { Seeded } from '../seeded.ts'
import { type Sketch, shown, sketch } from './sketch.ts'

const header = 'Sec-WebSocket-Extensions'
const deflate = 'permessage-deflate'
const flags = ['server_no_context_takeover', 'client_no_context_takeover']
const windows = ['server_max_window_bits', 'client_max_window_bits']

const values = [
  '7',
  '8',
  '9',
  '10',
  '14',
  '15',
  '16',
  '0',
  '-9',
  '08',
  '010',
  '9.0',
  '1e1',
  '0x9',
  '+9',
  ' 9',
  '9 ',
  '99',
  '256',
  '65544',
  '4294967304',
  '18446744073709551624',
  'x',
  '\u00b9',
  'true',
  '9'.repeat(500),
]

/** Offers that are well formed, or not, besides those made of one parameter and one value. */
const offers = [
  deflate,
  'Permessage-Deflate',
  'PERMESSAGE-DEFLATE',
  'permessage-deflat',
  'permessage-deflate2',
  'x-webkit-deflate-frame',
  'permessage-bzip2',
  'permessage-foo, permessage-deflate',
  'permessage-deflate, permessage-foo',
  'permessage-deflate; server_max_window_bits=7, permessage-deflate; server_max_window_bits=10',
  'permessage-deflate; unknown, permessage-deflate; client_max_window_bits, permessage-deflate',
  'permessage-deflate, permessage-deflate',
  'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
  'permessage-deflate;server_no_context_takeover;client_max_window_bits',
  'permessage-deflate \t;\t client_max_window_bits',
  'permessage-deflate; client_max_window_bits; server_max_window_bits=10; client_no_context_takeover; server_no_context_takeover',
  'permessage-deflate; client_max_window_bits=12; server_max_window_bits=12',
  'permessage-deflate; Server_Max_Window_Bits=10',
  'permessage-deflate; unknown=1',
  'permessage-deflate; server_max_window_bits="1\\0"',
  'permessage-deflate; server_max_window_bits="\\1\\0"',
  'permessage-deflate; unknown="a b"',
  'permessage-deflate; unknown="a,b"',
  'permessage-deflate; unknown="a;b"',
  'permessage-deflate; unknown=""',
  'foo; x="a,b", permessage-deflate',
  'foo; x="ab", permessage-deflate',
  'foo; x="a\\b", permessage-deflate',
  'permessage-deflate; server_max_window_bits="10',
  'permessage-deflate; server_max_window_bits=10"',
  'permessage-deflate; server_max_window_bits="10\\',
  'permessage-deflate; server_max_window_bits="10\\"',
  'permessage-deflate; server_max_window_bits="10"x',
  'permessage-deflate; server_max_window_bits="10" "11"',
  'permessage-deflate; "server_max_window_bits"=10',
  '"permessage-deflate"',
  'permessage-deflate; x="',
  `permessage-deflate; x="${'\\'.repeat(3000)}`,
  `permessage-deflate; x="${'a'.repeat(3000)}`,
  `permessage-deflate; x="${'a'.repeat(3000)}"`,
  'permessage-deflate; server_max_window_bits =10',
  'permessage-deflate; server_max_window_bits= 10',
  'permessage-deflate; server_max_window_bits = 10',
  'permessage-deflate; =10',
  'permessage-deflate; server_max_window_bits==10',
  'permessage-deflate; server_max_window_bits=10=11',
  'permessage-deflate=1',
  'permessage-deflate;',
  'permessage-deflate;;client_max_window_bits',
  'permessage-deflate; ; client_max_window_bits',
  ';',
  '; permessage-deflate',
  '=',
  'permessage deflate',
  'permessage-deflate client_max_window_bits',
  'permessage-deflate; client_max_window_bits client_no_context_takeover',
  'permessage-deflate/1',
  'permessage-deflate; a/b',
  'permessage-deflate; a=b/c',
  'permessage-deflate; a=(b)',
  'permessage-deflate; \xe4=1',
  'permessage-deflate; a=\xe4',
  'permessage-deflate: client_max_window_bits',
  'permessage-deflate; server_max_window_bits\xa0=10',
  'permessage-deflate; server_max_window_bits=\xa010',
  'permessage-deflate;\xa0client_max_window_bits',
  'permessage-deflate\xa0; client_max_window_bits',
  'permessage-deflate\x7f',
  Array.from({ length: 300 }, () => 'foo').join(','),
  `${Array.from({ length: 200 }, () => 'permessage-deflate; x').join(', ')}, permessage-deflate`,
  `permessage-deflate; ${Array.from({ length: 200 }, (_, at) => `p${at}`).join('; ')}`,
]

/** Empty elements: RFC 6455 takes its lists from RFC 2616, where they count for nothing. */
const sparse = ['', ' ', ',', ',,,', ', permessage-deflate', 'permessage-deflate,', 'permessage-deflate, , foo']

export function extensionSketches(seeded: Seeded): Sketch[] {
  const offer = (value: string) => sketch(`extensions ${shown(value)}`, [header, value])
  const parameters = [...flags, ...windows]
  const single = parameters.flatMap((name) => [
    `${deflate}; ${name}`,
    `${deflate}; ${name}=`,
    `${deflate}; ${name}=""`,
    `${deflate}; ${name}; ${name}`,
    ...values.map((value) => `${deflate}; ${name}=${value}`),
  ])
  const quoted = windows.flatMap((name) =>
    ['8', '9', '10', '15', '16', 'x'].map((value) => `${deflate}; ${name}="${value}"`),
  )
  const twice = parameters.flatMap((name) => [
    `${deflate}; ${name}=10; ${name}=10`,
    `${deflate}; ${name}=10; ${name}=11`,
    `${deflate}; ${name}; x; ${name}`,
  ])
  const fallbacks = single.slice(0, 60).map((value) => `${value}, ${deflate}`)
  const everyWindow = Array.from({ length: 8 }, (_, at) => at + 8).flatMap((server) =>
    [8, 9, 12, 15].map((client) => `${deflate}; server_max_window_bits=${server}; client_max_window_bits=${client}`),
  )
  const words = [
    deflate,
    'foo',
    ...parameters,
    'server_max_window_bits=10',
    'client_max_window_bits=9',
    'server_max_window_bits="11"',
    'x=1',
    'x="y"',
    'x="',
    '=',
    '"',
    '7',
    ' ',
  ]
  const drawn = Array.from({ length: 160 }, () =>
    offer(
      [deflate, ...seeded.several(1 + seeded.below(5), words)].reduce(
        (text, word) => `${text}${seeded.pick(['; ', ';', ', ', ','])}${word}`,
      ),
    ),
  )
  return [
    ...[...offers, ...sparse, ...single, ...quoted, ...twice, ...fallbacks, ...everyWindow].map(offer),
    ...drawn,
    sketch('no usable offer in one header, one in the next', [
      header,
      ['permessage-deflate; server_max_window_bits=7', deflate],
    ]),
    sketch('an offer in each of two headers', [header, [`${deflate}; client_max_window_bits`, deflate]]),
    sketch('a broken header and a good one', [header, ['permessage-deflate; x="', deflate]]),
  ]
}
