import { METHODS } from 'node:http'
import { site } from '../site.ts'
import { headOf, linesWith, type Sketch, shown, sketchLines, usualLine } from './sketch.ts'

const otherMethods = [
  'get',
  'Get',
  'GETS',
  'GE',
  'G',
  'FOO',
  'WEBSOCKET',
  'UPGRADE',
  'PRI',
  'GET,POST',
  '(GET)',
  'GET\t',
]

const versions = [
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/1.2',
  'HTTP/1.3',
  'HTTP/1.9',
  'HTTP/2.0',
  'HTTP/3.0',
  'HTTP/2',
  'HTTP/1',
  'HTTP/1.',
  'HTTP/.1',
  'HTTP/11.1',
  'HTTP/1.11',
  'HTTP/1,1',
  'HTTP/-1.1',
  'HTTP/1.1 ',
  'HTTP/1.1x',
  'http/1.1',
  'Http/1.1',
  'HTTPS/1.1',
  'HTTP 1.1',
  'RTSP/1.0',
  'ICE/1.0',
  'WS/1.1',
  '',
]

const targets = [
  '/socket?room=1',
  '/socket?',
  '/socket?a=%00',
  '/socket?__proto__=1',
  '/socket?/../other',
  '/other',
  '/',
  '/socket/',
  '/socket/more',
  '/socketx',
  '/SOCKET',
  '/%73ocket',
  '//socket',
  '/./socket',
  '/x/../socket',
  '/socket;a',
  '/socket%3f',
  '/__proto__',
  '/constructor',
  '/socket\\',
  'socket',
  'localhost:80',
  '/socket\x7f',
  '/socket\xe9',
  '/socket\x01',
  '/socket\0',
  '/so cket',
]

/** The first line: method, target, version, and the blanks between them. */
export function requestLineSketches(): Sketch[] {
  const withLine = (line: string): Sketch => ({ title: `request line ${shown(line)}`, head: headOf(linesWith(), line) })
  const blanks = [
    `GET  ${site.path} HTTP/1.1`,
    `GET ${site.path}  HTTP/1.1`,
    `GET\t${site.path}\tHTTP/1.1`,
    ` ${usualLine}`,
    `\t${usualLine}`,
    `${usualLine}\t`,
    `GET${site.path} HTTP/1.1`,
    `GET ${site.path}`,
    'GET',
    '\0',
    `\0${usualLine}`,
    `${usualLine}\0`,
    `\xef\xbb\xbf${usualLine}`,
    `HTTP/1.1 101 Switching Protocols`,
  ]
  return [
    ...[...METHODS, ...otherMethods].map((method) => withLine(`${method} ${site.path} HTTP/1.1`)),
    // With every method also the request that is none for a WebSocket but for its key.
    ...METHODS.map((method) => ({
      title: `${method} without Upgrade and Connection`,
      head: headOf(linesWith(['Upgrade', undefined], ['Connection', undefined]), `${method} ${site.path} HTTP/1.1`),
    })),
    ...versions.map((version) => withLine(`GET ${site.path} ${version}`)),
    ...targets.map((target) => withLine(`GET ${target} HTTP/1.1`)),
    ...blanks.map(withLine),
    { title: 'empty lines before the request', head: `\r\n\r\n${headOf(linesWith())}` },
    { title: 'a bare LF before the request', head: `\n${headOf(linesWith())}` },
    { title: 'nothing but the line', head: headOf([]) },
    sketchLines('exactly what is needed', []),
  ]
}
