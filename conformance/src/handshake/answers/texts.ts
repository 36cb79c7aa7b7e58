import { type AnswerSketch, answerAnd, answerWith, goodLine, headOf } from './sketch.ts'

const good = answerWith('').text

/** What HTTP forbids, what comes before and after the head, and what never comes to an end. */
export function textAnswers(): AnswerSketch[] {
  const bare = (title: string, text: string, follows: AnswerSketch['follows'] = 'the end'): AnswerSketch => ({
    title,
    text,
    follows,
  })
  const interim = (status: number) => headOf(`HTTP/1.1 ${status} Wait`, [])
  return [
    ...inPieces(),
    ...[100, 102, 103, 199].map((status) => ({
      ...answerWith(`${status} before 101`),
      text: `${interim(status)}${good}`,
    })),
    { ...answerWith('100, 102 and 103 before 101'), text: `${interim(100)}${interim(102)}${interim(103)}${good}` },
    { ...answerWith('101 after 200'), text: `HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n${good}` },
    bare('nothing but 100', interim(100), 'silence'),
    { title: '100 without end', text: interim(100), follows: 'more of the same', more: interim(100) },
    answerAnd('a folded header', 'X-Note: a', ' b'),
    answerAnd('a header without a colon', 'nonsense'),
    answerAnd('a blank before the colon', 'X-Note : a'),
    answerAnd('a header without a name', ': a'),
    answerAnd('NUL in a value', 'X-Note: a\0b'),
    answerAnd('NUL in a name', 'X-\0Note: a'),
    answerAnd('a bare LF in a value', 'X-Note: a\nX-Other: b'),
    answerAnd('a bare CR in a value', 'X-Note: a\rX-Other: b'),
    answerAnd('a name that is no token', 'X(Note): a'),
    answerAnd('bytes above ASCII in a value', 'X-Note: \xe9\xff'),
    answerAnd('a header called __proto__', '__proto__: x'),
    answerAnd('a header called constructor', 'constructor: x', 'constructor: y'),
    answerAnd('cookies', 'Set-Cookie: a=b', 'Set-Cookie: c=d; HttpOnly'),
    answerAnd('Content-Length: 0', 'Content-Length: 0'),
    answerAnd('a value of 12 000 characters', `X-Note: ${'v'.repeat(12_000)}`),
    answerAnd('a value of 40 000 characters', `X-Note: ${'v'.repeat(40_000)}`),
    answerAnd('4 000 headers', ...Array.from({ length: 4_000 }, () => 'X-Note: a')),
    {
      title: 'a header without end',
      text: `${goodLine}\r\nX-Note: `,
      follows: 'more of the same',
      more: 'v'.repeat(8_192),
    },
    {
      title: 'headers without end',
      text: `${goodLine}\r\n`,
      follows: 'more of the same',
      more: 'X-Note: a\r\n'.repeat(500),
    },
    { title: 'a first line without end', text: 'HTTP/1.1 101 ', follows: 'more of the same', more: 's'.repeat(8_192) },
    {
      title: 'blanks without end in a value',
      text: `${goodLine}\r\nX-Note: a`,
      follows: 'more of the same',
      more: ' '.repeat(8_192),
    },
    { title: 'zeros without end', text: '\0', follows: 'more of the same', more: '\0'.repeat(8_192) },
    bare('no answer', '', 'silence'),
    bare('the end without an answer', ''),
    bare('a reset without an answer', '', 'a reset'),
    bare('half a first line, then nothing', 'HTTP/1.1 10', 'silence'),
    bare('half a first line, then the end', 'HTTP/1.1 10'),
    bare('half a head, then nothing', good.slice(0, 60), 'silence'),
    bare('half a head, then the end', good.slice(0, 60)),
    bare('half a head, then a reset', good.slice(0, 60), 'a reset'),
    bare('all of a head but its last byte', good.slice(0, -1), 'silence'),
    bare('a head with bare LFs', good.replaceAll('\r\n', '\n'), 'silence'),
    bare('a mail server', '220 mail.example ESMTP\r\n', 'silence'),
    bare('a shell server', 'SSH-2.0-Other_1.0\r\n', 'silence'),
    bare('a TLS alert', '\x15\x03\x01\x00\x02\x02\x46', 'silence'),
    bare('frames without a head', '\x81\x02hi', 'silence'),
    bare('HTML without a head', '<!doctype html><title>x</title>', 'silence'),
    bare('the SETTINGS of HTTP/2', '\0\0\0\x04\0\0\0\0\0', 'silence'),
    bare('binary noise', '\x8a\xff\0\x13\xf0\x0d\x90\x90'),
    bare('a refusal with a body that never comes', 'HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\n', 'silence'),
    bare('a refusal with a body without end', 'HTTP/1.1 500 No\r\n\r\nx', 'the end'),
    {
      title: 'a refusal whose body goes on and on',
      text: 'HTTP/1.1 500 No\r\nContent-Type: text/plain\r\n\r\n',
      follows: 'more of the same',
      more: 'b'.repeat(8_192),
    },
    bare('a refusal in chunks that are none', 'HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    bare('a refusal with a length that is none', 'HTTP/1.1 500 No\r\nContent-Length: -5\r\n\r\nabcde'),
  ]
}

/** The same good answer cut into pieces, down to single bytes: each boundary falls into the head, or into the frame behind it. */
function inPieces(): AnswerSketch[] {
  return [1, 2, 3, 5, 7, 17, 64, good.length - 1, good.length + 29, good.length + 31].map((pieceBytes) => ({
    ...answerWith(`a good answer in pieces of ${pieceBytes}`),
    pieceBytes,
  }))
}
