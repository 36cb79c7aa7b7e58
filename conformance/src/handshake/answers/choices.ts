import { inheritedNames } from '../requests/names.ts'
import { type AnswerSketch, answerWith } from './sketch.ts'

/** What the client under test offers. */
export const offeredProtocols = ['chat.v2', 'chat.v1'] as const

const accepts = [
  '',
  '{accept}=',
  '={accept}',
  '"{accept}"',
  '{accept},',
  '{accept}, {accept}',
  '{accept};x',
  '{accept} x',
  'x{accept}',
  's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'Kfh9QIsMVZcl6xEPYxPHzW8SZ8w=',
  'dGhlIHNhbXBsZSBub25jZQ==',
  'A'.repeat(28),
  `${'A'.repeat(27)}=`,
  '258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
  '__proto__',
  'undefined',
  'null',
  'true',
  '0',
]

export function acceptAnswers(): AnswerSketch[] {
  const accept = (title: string, value: string | readonly string[] | undefined) =>
    answerWith(title, [['Sec-WebSocket-Accept', value]])
  return [
    accept('no Accept', undefined),
    accept('Accept twice', ['{accept}', '{accept}']),
    accept('Accept, then another', ['{accept}', 'x']),
    accept('another, then Accept', ['x', '{accept}']),
    accept('Accept between blanks', ' \t{accept} \t'),
    answerWith('Accept under a name in capitals', [
      ['Sec-WebSocket-Accept', undefined],
      ['SEC-WEBSOCKET-ACCEPT', '{accept}'],
    ]),
    ...accepts.map((value) => accept(`Accept ${JSON.stringify(value)}`, value)),
    // `{accept:n}` has another character in this place.
    ...Array.from({ length: 28 }, (_, at) => accept(`Accept with another character at ${at}`, `{accept:${at}}`)),
    accept('Accept in other cases', '{accept:case}'),
    accept('Accept for URLs', '{accept:url}'),
    accept('Accept without its padding', '{accept:bare}'),
  ]
}

const protocols = [
  'chat.v1',
  'chat.v2',
  'CHAT.V1',
  'chat.v3',
  'chat',
  'chat.v',
  'chat.v11',
  'chat.v1, chat.v2',
  'chat.v2, chat.v1',
  'chat.v1,',
  '"chat.v1"',
  'chat.v1; q=1',
  'chat v1',
  '',
  ',',
  'mqtt',
  ...inheritedNames,
]

export function protocolAnswers(): AnswerSketch[] {
  const header = 'Sec-WebSocket-Protocol'
  return [
    ...protocols.map((value) => answerWith(`the subprotocol ${JSON.stringify(value)}`, [[header, value]])),
    answerWith('no subprotocol', [[header, undefined]]),
    answerWith('a subprotocol twice', [[header, ['chat.v1', 'chat.v1']]]),
    answerWith('two subprotocols', [[header, ['chat.v1', 'chat.v2']]]),
  ]
}
