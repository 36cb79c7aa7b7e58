// Changes that know what a head is: words that matter to a handshake, lines that go, come and change places.
import { joined, mutateBytes } from './byte-mutations.ts'
import type { Random } from './random.ts'

const NAMES = [
  'Host',
  'Upgrade',
  'Connection',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Version',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Accept',
  'Origin',
  'Content-Length',
  'Transfer-Encoding',
  'Cookie',
  'Authorization',
  '__proto__',
  'constructor',
  'x',
  '',
]
const WORDS = [
  'websocket',
  'WebSocket',
  'Upgrade',
  'upgrade',
  'keep-alive',
  '13',
  '8',
  '0',
  '5',
  'chunked',
  'GET',
  'POST',
  'HTTP/1.1',
  'HTTP/1.0',
  '1.1',
  '101',
  '200',
  'chat',
  'v2.chat',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'localhost:3000',
  'https://good.example',
  'dGhlIHNhbXBsZSBub25jZQ==',
  's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'permessage-deflate',
  'server_no_context_takeover',
  'client_no_context_takeover',
  'server_max_window_bits=10',
  'client_max_window_bits',
  'client_max_window_bits=15',
  'server_max_window_bits="8"',
  'client_max_window_bits=99',
  ',',
  ';',
  '; ',
  ', ',
  '=',
  '"',
  '\\',
  ' ',
  '\t',
  '\r',
  '\x01',
  '\0',
  '\x0b',
  '\xa0',
  '\xff',
  'é',
  '\u212a',
]

export function mutateHead(input: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  if (random.oneIn(3)) return mutateBytes(input, random, other)
  if (random.oneIn(12)) return joined(Uint8Array.of(random.below(256)), input.subarray(1))
  const lines = linesOf(input)
  const at = random.below(lines.length)
  const line = lines[at]!
  switch (random.below(7)) {
    case 0:
      lines.splice(at, 1)
      break
    case 1:
      lines.splice(at, 0, line)
      break
    case 2:
      lines.splice(at, 0, random.pick(linesOf(other)))
      break
    case 3:
      lines.splice(at + 1, 0, `${random.pick(NAMES)}: ${random.pick(WORDS)}`)
      break
    case 4: {
      const colon = line.indexOf(':')
      lines[at] = `${random.pick(NAMES)}${line.slice(colon)}`
      break
    }
    case 5: {
      // A word in the middle of a line, or many of the same: what takes more than its length in time shows.
      const cut = random.below(line.length + 1)
      const word = random.pick(WORDS)
      lines[at] =
        line.slice(0, cut) + (random.oneIn(8) ? word.repeat(random.between(50, 4000)) : word) + line.slice(cut)
      break
    }
    default: {
      const parts = line.split(/(?<=[,;= ])/)
      parts[random.below(parts.length)] = random.pick(WORDS)
      lines[at] = parts.join('')
    }
  }
  return joined(input.subarray(0, 1), Buffer.from(lines.join('\n'), 'latin1'))
}

function linesOf(input: Uint8Array): string[] {
  return Buffer.from(input.subarray(1)).toString('latin1').split('\n')
}
