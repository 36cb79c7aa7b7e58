import { type Sketch, shown, sketch } from './sketch.ts'

const odd = [
  '',
  '013',
  '0013',
  '13.0',
  '+13',
  '-13',
  '1 3',
  '13 ',
  '13\t',
  '\t13',
  '0xd',
  '0xD',
  '1.3e1',
  '"13"',
  "'13'",
  '13;',
  '13,',
  ',13',
  '13, 13',
  '13, 8',
  '8, 13',
  '7,8,13',
  'v13',
  'thirteen',
  '\xb913',
  '13\xa0',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '1'.repeat(2000),
]

export function versionSketches(): Sketch[] {
  const numbers = Array.from({ length: 33 }, (_, version) => String(version))
  const versioned = (version: string) => sketch(`version ${shown(version)}`, ['Sec-WebSocket-Version', version])
  return [
    ...[...numbers, '99', '100', '113', '130', '255', '256', '269'].map(versioned),
    ...odd.map(versioned),
    sketch('no version', ['Sec-WebSocket-Version', undefined]),
    sketch('version 13 twice', ['Sec-WebSocket-Version', ['13', '13']]),
    sketch('versions 13 and 8 in two headers', ['Sec-WebSocket-Version', ['13', '8']]),
    sketch('versions 8 and 13 in two headers', ['Sec-WebSocket-Version', ['8', '13']]),
    sketch('version 13 and an empty header', ['Sec-WebSocket-Version', ['13', '']]),
    sketch(
      'the draft of 1976: Key1 and Key2',
      ['Sec-WebSocket-Version', undefined],
      ['Sec-WebSocket-Key', undefined],
      ['Sec-WebSocket-Key1', '4 @1  46546xW%0l 1 5'],
      ['Sec-WebSocket-Key2', '12998 5 Y3 1  .P00'],
    ),
    sketch('version under Sec-WebSocket-Draft', ['Sec-WebSocket-Version', undefined], ['Sec-WebSocket-Draft', '13']),
  ]
}
