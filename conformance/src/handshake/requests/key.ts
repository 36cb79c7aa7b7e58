import type { Seeded } from '../seeded.ts'
import { sampleKey } from '../site.ts'
import { type Sketch, shown, sketch } from './sketch.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Sec-WebSocket-Key: its length, every place of it, every last character, and how often it comes. */
export function keySketches(seeded: Seeded): Sketch[] {
  const keyed = (key: string, why: string) => sketch(`key ${why}: ${shown(key)}`, ['Sec-WebSocket-Key', key])
  const valid = Array.from({ length: 40 }, () => seeded.bytes(16).toString('base64'))
  const lengths = Array.from({ length: 40 }, (_, count) => seeded.bytes(count).toString('base64'))
  const foreign = ['-', '_', ' ', '=', '*', '.', ',', '"', '\xe9', '\t', ';']
  const places = Array.from({ length: 22 }, (_, at) => {
    const bad = foreign[at % foreign.length] ?? '*'
    return keyed(`${sampleKey.slice(0, at)}${bad}${sampleKey.slice(at + 1)}`, `with ${shown(bad)} at ${at}`)
  })
  // The last character before the padding carries two bits; the other four must be zero.
  const last = [...alphabet].map((one) => keyed(`${sampleKey.slice(0, 21)}${one}==`, 'by its last character'))
  const odd = [
    '',
    '=',
    '==',
    sampleKey.slice(0, 22),
    sampleKey.slice(0, 23),
    `${sampleKey}=`,
    `${sampleKey}==`,
    `=${sampleKey}`,
    `"${sampleKey}"`,
    `${sampleKey},`,
    `${sampleKey}, ${sampleKey}`,
    `${sampleKey};x`,
    sampleKey.replace('==', '%3D%3D'),
    `${sampleKey.slice(0, 12)} ${sampleKey.slice(12)}`,
    Buffer.from(sampleKey).toString('base64'),
    Buffer.from(sampleKey, 'base64').toString('hex'),
    'A'.repeat(24),
    'A'.repeat(22),
    'A'.repeat(4096),
    '__proto__',
    'undefined',
    'null',
    '258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
  ]
  return [
    ...valid.map((key) => keyed(key, 'well formed')),
    ...lengths.map((key) => keyed(key, 'by its length')),
    ...places,
    ...last,
    ...odd.map((key) => keyed(key, 'odd')),
    sketch('no key', ['Sec-WebSocket-Key', undefined]),
    sketch('the same key twice', ['Sec-WebSocket-Key', [sampleKey, sampleKey]]),
    sketch('two keys', ['Sec-WebSocket-Key', [sampleKey, valid[0] ?? '']]),
    sketch('a key and an empty one', ['Sec-WebSocket-Key', [sampleKey, '']]),
    sketch('a key between blanks', ['Sec-WebSocket-Key', ` \t${sampleKey}\t `]),
    sketch('a key under a name in capitals', ['Sec-WebSocket-Key', undefined], ['SEC-WEBSOCKET-KEY', sampleKey]),
    sketch('a key under Sec-WebSocket-Key1', ['Sec-WebSocket-Key', undefined], ['Sec-WebSocket-Key1', sampleKey]),
  ]
}
