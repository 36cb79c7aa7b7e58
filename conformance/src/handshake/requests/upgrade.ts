import type { Seeded } from '../seeded.ts'
import { type Sketch, shown, sketch } from './sketch.ts'

type Value = string | readonly string[] | undefined

const upgrades: readonly Value[] = [
  'websocket',
  'WebSocket',
  'WEBSOCKET',
  'wEBsOCKET',
  'h2c, websocket',
  'websocket, h2c',
  ',websocket,,',
  'websocket,websocket',
  ['h2c', 'websocket'],
  ['websocket', 'websocket'],
  'websocket/13',
  'websocket;v=13',
  '"websocket"',
  'websockets',
  'web socket',
  'websoc\u00e9ket',
  'websoc\xe2\x84\xaaet',
  'WebSocket\xa0',
  'h2c',
  'TLS/1.0, HTTP/2.0',
  '',
  ',',
  '__proto__',
  undefined,
]

const connections: readonly Value[] = [
  'Upgrade',
  'upgrade',
  'UPGRADE',
  'uPgRaDe',
  'keep-alive, Upgrade',
  'Upgrade, keep-alive',
  ' , Upgrade ,',
  'close, Upgrade',
  ['keep-alive', 'Upgrade'],
  ['Upgrade', 'Upgrade'],
  'Upgrade, HTTP2-Settings',
  'keep-alive',
  'close',
  'Upgrades',
  'Up grade',
  'Upgrade;q=1',
  '"Upgrade"',
  'keep-alive; Upgrade',
  'up\xe2\x84\xaarade',
  '',
  'websocket',
  undefined,
]

/** Upgrade and Connection, each shape of one with each of the other. */
export function upgradeSketches(seeded: Seeded): Sketch[] {
  const pairs = upgrades.flatMap((upgrade) =>
    connections.map((connection) =>
      sketch(
        `Upgrade ${nameOf(upgrade)} with Connection ${nameOf(connection)}`,
        ['Upgrade', upgrade],
        ['Connection', connection],
      ),
    ),
  )
  // What asks for another protocol and has no key either is an ordinary request.
  const keyless = upgrades.map((upgrade) =>
    sketch(`no key, Upgrade ${nameOf(upgrade)}`, ['Upgrade', upgrade], ['Sec-WebSocket-Key', undefined]),
  )
  const anyCase = Array.from({ length: 12 }, () => {
    const [upgrade, connection] = [seeded.anyCase('websocket'), seeded.anyCase('upgrade')]
    return sketch(`Upgrade ${upgrade}, Connection ${connection}`, ['Upgrade', upgrade], ['Connection', connection])
  })
  return [...pairs, ...keyless, ...anyCase]
}

function nameOf(value: Value): string {
  return value === undefined ? 'missing' : [value].flat().map(shown).join(' and ')
}
