import { inheritedNames } from '../requests/names.ts'
import { type AnswerSketch, answerWith } from './sketch.ts'

const header = 'Sec-WebSocket-Extensions'
/** What the offers of both clients under test leave to the server. */
const both = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover'

const values = [
  both,
  'permessage-deflate; server_no_context_takeover',
  `${both}; client_max_window_bits=15`,
  ...['0', '7', '8', '9', '15', '16', '08', '+9', '9.0', '99', 'x', '"9"', '', '""'].flatMap((bits) => [
    `${both}; server_max_window_bits=${bits}`,
    `${both}; client_max_window_bits=${bits}`,
  ]),
  `${both}; server_max_window_bits`,
  `${both}; client_max_window_bits`,
  `${both}; server_no_context_takeover`,
  `${both}; client_no_context_takeover`,
  `${both}; server_max_window_bits=9; server_max_window_bits=9`,
  `${both}; server_max_window_bits=9; client_max_window_bits=9`,
  'permessage-deflate; server_no_context_takeover=1',
  'permessage-deflate; server_no_context_takeover=true; client_no_context_takeover',
  `${both}; unknown`,
  `${both}; unknown=1`,
  ...inheritedNames.map((name) => `${both}; ${name}`),
  ...inheritedNames.slice(0, 4),
  'permessage-deflate',
  'Permessage-Deflate; server_no_context_takeover',
  'x-webkit-deflate-frame',
  'permessage-bzip2',
  'foo',
  `${both}, foo`,
  `foo, ${both}`,
  `${both}, ${both}`,
  '',
  ',',
  ';',
  '=',
  '"',
  `${both};`,
  `${both}; =9`,
  `${both}; server_max_window_bits="9`,
  'permessage deflate',
  '"permessage-deflate"',
]

export function extensionAnswers(): AnswerSketch[] {
  return [
    ...values.map((value) => answerWith(`extensions ${JSON.stringify(value)}`, [[header, value]])),
    answerWith('the same extension in two headers', [[header, [both, both]]]),
    answerWith('an extension and an empty header', [[header, [both, '']]]),
  ]
}
