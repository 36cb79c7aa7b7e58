import { type AnswerSketch, answerWith } from './sketch.ts'

const statuses = [
  200, 201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406,
  407, 408, 409, 410, 411, 413, 418, 421, 425, 426, 429, 431, 451, 500, 501, 502, 503, 504, 505, 511, 599, 600, 999,
]

const lines = [
  'HTTP/1.0 101 Switching Protocols',
  'HTTP/0.9 101 Switching Protocols',
  'HTTP/1.2 101 Switching Protocols',
  'HTTP/2.0 101 Switching Protocols',
  'HTTP/2 101',
  'http/1.1 101 Switching Protocols',
  'HTTP/1.1 1010 Switching Protocols',
  'HTTP/1.1 10 Switching Protocols',
  'HTTP/1.1 1o1 Switching Protocols',
  'HTTP/1.1 0101 Switching Protocols',
  'HTTP/1.1 +101 Switching Protocols',
  'HTTP/1.1 -101 Switching Protocols',
  'HTTP/1.1 000 None',
  'HTTP/1.1 099 None',
  'HTTP/1.1  101 Switching Protocols',
  'HTTP/1.1\t101 Switching Protocols',
  ' HTTP/1.1 101 Switching Protocols',
  'HTTP/1.1101 Switching Protocols',
  'HTTP/11.1 101 Switching Protocols',
  'HTTP/1.11 101 Switching Protocols',
  'HTTPS/1.1 101 Switching Protocols',
  'ICY 101 OK',
  '101 Switching Protocols',
  'GET / HTTP/1.1',
  'HTTP/1.1',
  'HTTP/',
  'H',
]

/** Every status but 101, and first lines of every shape, over headers that are all right. */
export function statusAnswers(): AnswerSketch[] {
  return [
    answerWith('exactly what is needed'),
    answerWith('another phrase after 101', [], 'HTTP/1.1 101 Web Socket Protocol Handshake'),
    answerWith('an empty phrase after 101', [], 'HTTP/1.1 101 '),
    ...statuses.map((status) => answerWith(`status ${status}`, [], `HTTP/1.1 ${status} Words`)),
    ...[301, 307].map((status) =>
      answerWith(`status ${status} with a Location`, [['Location', 'ws://127.0.0.1:1/']], `HTTP/1.1 ${status} Words`),
    ),
    answerWith('status 401 that asks for credentials', [['WWW-Authenticate', 'Basic realm="x"']], 'HTTP/1.1 401 Words'),
    ...lines.map((line) => answerWith(`first line ${JSON.stringify(line)}`, [], line)),
  ]
}

type Value = string | readonly string[] | undefined

const upgrades: readonly Value[] = [
  'websocket',
  'WebSocket',
  'WEBSOCKET',
  'h2c',
  'websocket, h2c',
  'websocket/13',
  'websockets',
  '"websocket"',
  '',
  undefined,
  ['websocket', 'h2c'],
  'websoc\xe2\x84\xaaet',
]
const connections: readonly Value[] = [
  'Upgrade',
  'upgrade',
  'UPGRADE',
  'keep-alive, Upgrade',
  'close',
  'keep-alive',
  'Upgrades',
  '',
  undefined,
  ['keep-alive', 'Upgrade'],
]

/** Upgrade and Connection, each shape of one with each of the other. */
export function listAnswers(): AnswerSketch[] {
  return upgrades.flatMap((upgrade) =>
    connections.map((connection) =>
      answerWith(`Upgrade ${JSON.stringify(upgrade)} with Connection ${JSON.stringify(connection)}`, [
        ['Upgrade', upgrade],
        ['Connection', connection],
      ]),
    ),
  )
}
