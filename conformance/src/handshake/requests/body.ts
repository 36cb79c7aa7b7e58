import { type Sketch, shown, sketch, sketchLines } from './sketch.ts'

const lengths = [
  '0',
  '00',
  '000',
  '1',
  '5',
  '-0',
  '+0',
  '-1',
  '+5',
  '0x0',
  '0x5',
  '1e0',
  '0.0',
  '5.0',
  ' 0',
  '0 ',
  '',
  'x',
  '5x',
  '5 5',
  '0, 0',
  '5, 5',
  '0, 5',
  '0;',
  '"0"',
  '\xb2',
  '4294967296',
  '9007199254740993',
  '18446744073709551615',
  '18446744073709551616',
  '9'.repeat(200),
]
const encodings = [
  'chunked',
  'Chunked',
  'CHUNKED',
  'identity',
  'gzip',
  'gzip, chunked',
  'chunked, gzip',
  'chunked, chunked',
  'chunked;x',
  'xchunked',
  '"chunked"',
  'chunked ',
  ',chunked',
  '',
  'x',
  'cow',
  'trailers',
]

/** Requests that announce a body: its bytes could be taken for frames, or for a request of its own. */
export function bodySketches(): Sketch[] {
  const both = ['0', '5', 'x'].flatMap((length) =>
    ['chunked', 'identity', '', 'xchunked'].flatMap((encoding) => [
      sketch(
        `Content-Length ${shown(length)}, Transfer-Encoding ${shown(encoding)}`,
        ['Content-Length', length],
        ['Transfer-Encoding', encoding],
      ),
      sketch(
        `Transfer-Encoding ${shown(encoding)}, Content-Length ${shown(length)}`,
        ['Transfer-Encoding', encoding],
        ['Content-Length', length],
      ),
    ]),
  )
  const pairs = [
    ['0', '0'],
    ['5', '5'],
    ['0', '5'],
    ['5', '0'],
    ['5', 'x'],
    ['', '0'],
    ['0', ''],
  ]
  return [
    ...lengths.map((length) => sketch(`Content-Length ${shown(length)}`, ['Content-Length', length])),
    ...encodings.map((encoding) => sketch(`Transfer-Encoding ${shown(encoding)}`, ['Transfer-Encoding', encoding])),
    ...both,
    ...pairs.map((pair) => sketch(`two Content-Lengths ${pair.map(shown).join(' and ')}`, ['Content-Length', pair])),
    sketch('two Transfer-Encodings', ['Transfer-Encoding', ['chunked', 'chunked']]),
    sketch('Transfer-Encoding identity, then chunked', ['Transfer-Encoding', ['identity', 'chunked']]),
    sketchLines('a body announced before all else', ['Content-Length: 5'], 0),
    sketchLines('a blank before the colon of Content-Length', ['Content-Length : 5']),
    sketchLines('a blank before the colon of Transfer-Encoding', ['Transfer-Encoding : chunked']),
    sketchLines('a vertical tab before chunked', ['Transfer-Encoding: \x0bchunked']),
    sketchLines('a folded Transfer-Encoding', ['Transfer-Encoding:', ' chunked']),
    sketchLines('Content-Length with underscores, which is another header', ['Content_Length: 5']),
    sketchLines('X-Content-Length', ['X-Content-Length: 5']),
    sketchLines('TE and Trailer without a body', ['TE: trailers', 'Trailer: x']),
    sketchLines('Expect without a body', ['Expect: 100-continue']),
    sketchLines('a type without a body', ['Content-Type: text/plain', 'Content-Encoding: gzip']),
    ...['POST', 'PUT', 'DELETE'].map((method) => {
      const { title, head } = sketch(`${method} with a body`, ['Content-Length', '5'])
      return { title, head: head.replace('GET ', `${method} `) }
    }),
  ]
}
