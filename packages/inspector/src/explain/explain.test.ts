import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { connectAcceptHeaders, encodeAccept, encodeRefusal } from '@parley/websocket'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempt } from '../../test/attempt.ts'
import { acceptSteps } from './accept-steps.ts'
import { explainClose, whoClosed } from './close-codes.ts'
import { curlOf } from './curl.ts'
import { explained } from './headers.ts'
import { idleTimes } from './idle-times.ts'

const sha1 = (bytes: Uint8Array) => {
  const digest = createHash('sha1').update(bytes).digest()
  return Promise.resolve(Uint8Array.from(digest).buffer)
}
const namesIn = (head: string) => [...head.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name)

describe('the Accept, step by step', () => {
  it('is the example of RFC 6455 §1.3', async () => {
    expect(await acceptSteps('dGhlIHNhbXBsZSBub25jZQ==', sha1)).toEqual({
      key: 'dGhlIHNhbXBsZSBub25jZQ==',
      joined: 'dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
      digest: 'b37a4f2cc0624f1690f64606cf385945b2bec4ea',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    })
  })
})

describe('headers', () => {
  it('that a yes and a no have, by either version of HTTP, are each explained in both languages', () => {
    const deflate = {
      serverContextTakeover: false,
      clientContextTakeover: false,
      serverMaxWindowBits: 15,
      clientMaxWindowBits: 15,
    }
    const agreed = { protocol: 'chat', deflate }
    const yes = encodeAccept({ accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=', ...agreed })
    const no = encodeRefusal({
      status: 426,
      body: '{}',
      contentType: 'application/json',
      headers: { 'Retry-After': '1' },
    })
    const names = [...namesIn(yes), ...namesIn(no), ':status', ...connectAcceptHeaders(agreed).map(([name]) => name)]
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) {
      const words = explained(name, 'answer')
      expect(words, name).toMatchObject({ en: expect.stringMatching(/[.]$/), ko: expect.stringMatching(/[가-힣]/) })
    }
  })

  it('that the handshake reads are each explained: those its sources name', () => {
    const folders = ['../../../websocket/src/handshake/', '../../../server/src/handshake/']
    const sources = folders.flatMap((folder) => {
      const url = new URL(folder, import.meta.url)
      const files = readdirSync(url).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      return files.map((name) => readFileSync(new URL(name, url), 'utf8'))
    })
    const named = sources.flatMap((text) => [
      ...[...text.matchAll(/'((?:sec-|x-)[a-z-]+|:(?:method|protocol|scheme|authority|path|status))'/g)].map(
        ([, name = '']) => name,
      ),
      ...[...text.matchAll(/headers\.([a-z]+)\b/g)].map(([, name = '']) => name),
      ...[
        ...text.matchAll(
          /'(host|upgrade|connection|origin|cookie|authorization|via|forwarded|content-length|transfer-encoding)'/g,
        ),
      ].map(([, name = '']) => name),
    ])
    const methods = new Set([
      'map',
      'filter',
      'length',
      'push',
      'get',
      'has',
      'find',
      'some',
      'every',
      'flat',
      'entries',
    ])
    const names = [...new Set(named)].filter((name) => !methods.has(name))
    expect(names).toContain('sec-websocket-key')
    const unexplained = names.filter((name) => (explained(name, 'request') ?? explained(name, 'answer')) === undefined)
    expect(unexplained).toEqual([])
  })
})

describe('how a socket ended', () => {
  it('is said in both languages for every close code there is', () => {
    for (let code = 1000; code < 5000; code++) {
      const { en, ko } = explainClose(code)
      expect(en, String(code)).toMatch(/\.$/)
      expect(ko, String(code)).toMatch(/[가-힣]/)
    }
    expect(whoClosed({ code: 1006, clean: false, fault: 'socket/heartbeat' }).en).toContain('no sign of life')
    expect(whoClosed({ code: 1006, clean: false }).en).toContain('neither')
    expect(whoClosed({ code: 1000, clean: true }).en).toContain('both')
  })

  it('five that were cut after the same silence are a limit of something between, and four are none', () => {
    const cut = [60_010, 59_990, 60_100, 60_005, 60_300].map((idleMs) => ({ idleMs, code: 1006 }))
    const others = [
      { idleMs: 12, code: 1001 },
      { idleMs: 60_000, code: 1000 },
      { idleMs: 8_000, code: 1006 },
    ]
    expect(idleTimes([...cut, ...others]).peak).toEqual({ idleMs: 60_010, count: 5, of: 6 })
    expect(idleTimes([...cut.slice(1), ...others]).peak).toBeUndefined()
  })

  it('every socket is in exactly one bar, and none stands below where cuts are no matter of silence', () => {
    const ends = fc.array(fc.record({ idleMs: fc.nat(1_000_000), code: fc.constantFrom(1000, 1001, 1006) }))
    fc.assert(
      fc.property(ends, (all) => {
        const { bars, peak } = idleTimes(all)
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
        if (peak !== undefined) expect(peak.count).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})

it('a line for curl says what was sent and nothing that a shell would take for more', () => {
  const value = fc.string({ maxLength: 20 }).filter((text) => !/[\0\r\n]/.test(text))
  fc.assert(
    fc.property(value, (text) => {
      const line = curlOf(
        attempt({
          headers: [
            ['Host', 'localhost:1'],
            ['X-Odd', text],
          ],
          url: '/parley?a=1',
        }),
        'http://localhost:1',
      )
      const printed = execFileSync('sh', ['-c', line.replace(/^curl/, 'printf "%s\\n"')]).toString()
      expect(printed.split('\n').slice(0, -1)).toEqual([
        '--include',
        '--no-buffer',
        '--http1.1',
        'http://localhost:1/parley?a=1',
        '--header',
        'Host: localhost:1',
        '--header',
        `X-Odd: ${text}`,
      ])
    }),
    { numRuns: 20 },
  )
})
