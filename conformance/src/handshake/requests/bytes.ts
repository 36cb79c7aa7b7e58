import { headOf, linesWith, type Sketch, shown, sketchLines, usualLine } from './sketch.ts'

const headers = ['Host', 'Connection', 'Upgrade', 'Sec-WebSocket-Version', 'Sec-WebSocket-Key']
const controls = Array.from({ length: 33 }, (_, at) => (at === 32 ? 0x7f : at)).filter(
  (code) => code !== 0x0a && code !== 0x0d,
)

/** What HTTP's grammar forbids byte by byte: controls, folds, ends of lines that are none, names that are no tokens. */
export function byteSketches(): Sketch[] {
  const change = (name: string, to: (line: string) => string) => {
    const lines = linesWith().map((line) => (line.startsWith(`${name}:`) ? to(line) : line))
    return headOf(lines)
  }
  const text = (code: number) => String.fromCharCode(code)
  return [
    ...controls.map((code) => sketchLines(`the control ${code} in a value`, [`X-Note: a${text(code)}b`])),
    ...controls.map((code) => sketchLines(`the control ${code} in a name`, [`X-${text(code)}Note: a`])),
    ...controls.map((code) => sketchLines(`the control ${code} at the end of a value`, [`X-Note: a${text(code)}`])),
    ...headers.map((name) => ({ title: `NUL at the end of ${name}`, head: change(name, (line) => `${line}\0`) })),
    ...headers.map((name) => ({ title: `${name} folded`, head: change(name, (line) => line.replace(': ', ':\r\n ')) })),
    ...headers.map((name) => ({
      title: `${name} folded with a tab`,
      head: change(name, (line) => line.replace(': ', ':\r\n\t')),
    })),
    ...headers.map((name) => ({
      title: `a blank before the colon of ${name}`,
      head: change(name, (line) => line.replace(':', ' :')),
    })),
    ...headers.map((name) => ({ title: `no colon in ${name}`, head: change(name, (line) => line.replace(':', '')) })),
    ...headers.map((name) => ({
      title: `a bare LF after ${name}`,
      head: headOf(linesWith()).replace(new RegExp(`(${name}:[^\\r]*)\\r`), '$1'),
    })),
    ...headers.map((name) => ({
      title: `a bare CR after ${name}`,
      head: headOf(linesWith()).replace(new RegExp(`(${name}:[^\\r]*)\\r\\n`), '$1\r'),
    })),
    ...headers.map((name) => ({
      title: `CR CR LF after ${name}`,
      head: headOf(linesWith()).replace(new RegExp(`(${name}:[^\\r]*)\\r\\n`), '$1\r\r\n'),
    })),
    { title: 'bare LFs throughout', head: headOf(linesWith()).replaceAll('\r\n', '\n') },
    { title: 'a bare LF after the request line', head: headOf(linesWith()).replace('\r\n', '\n') },
    { title: 'a bare LF as the empty line', head: headOf(linesWith()).replace(/\r\n$/, '\n') },
    { title: 'the first header folded', head: headOf([' X-Note: a', ...linesWith()], usualLine) },
    ...[
      '',
      ' ',
      '\t',
      'X Note',
      'X\tNote',
      '(X)',
      'X,Note',
      'X/Note',
      'X@Note',
      '"X"',
      'X[1]',
      'X{1}',
      'X=1',
      'X?',
      'X\\',
      'X\xe9',
      '\xff',
    ].map((name) => sketchLines(`a header called ${shown(name)}`, [`${name}: a`])),
    ...["!#$%&'*+-.^_`|~", '0', '-', '_', 'x.y', 'X'].map((name) =>
      sketchLines(`a header called ${name}`, [`${name}: a`]),
    ),
    ...['', ' ', '\t \t', '\x80\xff', ':', '::', 'a:b', '"', '\\'].map((value) =>
      sketchLines(`the value ${shown(value)}`, [`X-Note: ${value}`]),
    ),
    sketchLines('a line without a colon', ['nonsense']),
    sketchLines('a request line among the headers', ['GET / HTTP/1.1']),
  ]
}
