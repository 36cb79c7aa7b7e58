import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeOrigin } from './origin.ts'

const listed = ['https://app.example', 'http://localhost:5173']

const table: [origin: string | undefined, host: string, allowed: boolean][] = [
  [undefined, 'localhost:3000', true],
  ['http://localhost:3000', 'localhost:3000', true],
  ['https://localhost:3000', 'localhost:3000', true],
  ['HTTP://LOCALHOST:3000', 'localhost:3000', true],
  ['http://localhost:3000', 'LOCALHOST:3000', true],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['https://app.example', 'api.example', true],
  ['http://localhost:5173', 'localhost:3000', true],
  ['https://own.example', 'own.example:443', true],
  ['http://own.example', 'own.example:80', true],
  ['http://own.example', 'own.example:443', false],
  ['http://own.example:443', 'own.example', false],
  ['http://localhost:3001', 'localhost:3000', false],
  ['http://localhost', 'localhost:3000', false],
  ['http://localhost.evil', 'localhost', false],
  ['http://localhost:3000.evil', 'localhost:3000', false],
  ['http://evil/localhost:3000', 'localhost:3000', false],
  ['http://evil#localhost:3000', 'localhost:3000', false],
  ['http://localhost:3000@evil', 'localhost:3000', false],
  ['http://evil@localhost:3000', 'localhost:3000', false],
  ['http://evil.localhost:3000', 'localhost:3000', false],
  ['https://app.example.evil', 'api.example', false],
  ['https://app.example:8443', 'api.example', false],
  ['http://app.example', 'api.example', false],
  ['ftp://localhost:3000', 'localhost:3000', false],
  ['localhost:3000', 'localhost:3000', false],
  ['null', 'localhost:3000', false],
  ['null', 'null', false],
  ['', '', false],
  ['http://', '', false],
]

/** Pages that are neither of `app.example:8443` nor listed, each as near to it as it gets. */
const foreign = [
  'null',
  'NULL',
  '',
  ' ',
  '*',
  'file://',
  'about:blank',
  'data:text/html,x',
  'blob:https://app.example:8443/1',
  'chrome-extension://app.example:8443',
  'ws://app.example:8443',
  'wss://app.example:8443',
  'ftp://app.example:8443',
  'javascript://app.example:8443',
  'app.example:8443',
  '//app.example:8443',
  'https:app.example:8443',
  'https:/app.example:8443',
  'https:///app.example:8443',
  'https://app.example',
  'https://app.example:8444',
  'https://app.example:84433',
  'https://app.example:08443',
  'https://app.example.:8443',
  'https://.app.example:8443',
  'https://www.app.example:8443',
  'https://evil.app.example:8443',
  'https://evilapp.example:8443',
  'https://app-example:8443',
  'https://appxexample:8443',
  'https://app.example.evil:8443',
  'https://app.example:8443.evil',
  'https://app.example:8443@evil',
  'https://evil@app.example:8443',
  'https://app.example:8443:8443',
  'https://app.example:8443/',
  'https://app.example:8443/path',
  'https://app.example:8443?',
  'https://app.example:8443#',
  'https://evil#app.example:8443',
  'https://evil?app.example:8443',
  'https://evil/app.example:8443',
  'https://evil\\app.example:8443',
  'https://app.example\u0000:8443',
  'https://app.example:8443 ',
  ' https://app.example:8443',
  'https://app.example:8443\n',
  'https://app.example:8443 https://evil.example',
  'https://app.example:8443, https://evil.example',
  'https://evil.example https://app.example:8443',
  'https://xn--pp-example-4q0d:8443',
  'https://аpp.example:8443',
  'https://app%2eexample:8443',
  'https://[app.example]:8443',
  'https://2130706433:8443',
  'https://listed.example.evil',
  'https://listed.example:443',
  'https://listed.example/',
  'http://listed.example',
  'HTTPS://LISTED.EXAMPLE',
  '__proto__',
  'constructor',
  'toString',
]

describe('a foreign page', () => {
  it.each(foreign)('of the origin %j may not connect', (origin) => {
    for (const isSecure of [true, false]) {
      expect(judgeOrigin(origin, 'app.example:8443', isSecure, ['https://listed.example']).allowed).toBe(false)
    }
  })

  it('may not, whatever it is, unless it is the own host’s or listed', () => {
    const host = fc.constantFrom('app.example', 'app.example:8443', 'localhost', '__proto__', '')
    const own = (name: string) => [`https://${name}`, `http://${name}`, `https://${name.replace(':443', '')}`]
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), host, (origin, name) => {
        fc.pre(!own(name).includes(origin.toLowerCase()))
        expect(judgeOrigin(origin, name, false, []).allowed).toBe(false)
      }),
    )
  })

  it('is one of the own host that came without encryption, when the connection has it', () => {
    expect(judgeOrigin('http://app.example', 'app.example', true, []).allowed).toBe(false)
    expect(judgeOrigin('https://app.example', 'app.example', true, []).allowed).toBe(true)
    expect(judgeOrigin('http://app.example', 'app.example', true, ['http://app.example']).allowed).toBe(true)
  })
})

describe('judgeOrigin', () => {
  it.each(table)('origin %s at host %s: %s', (origin, host, allowed) => {
    expect(judgeOrigin(origin, host, false, listed).allowed).toBe(allowed)
  })

  it('says what to add to let the page in', () => {
    expect(judgeOrigin('http://a.example', 'b.example', false, [])).toMatchObject({
      message: 'The page at http://a.example may not connect to b.example.',
      fix: expect.stringContaining('attach(server, { origins: ["http://a.example"] })'),
    })
  })
})

it('tells a page without an origin to come from its server, and not to be put on a list that takes no "null"', () => {
  const verdict = judgeOrigin('null', 'localhost:3000', false, [])
  expect(verdict).toMatchObject({ allowed: false, code: 'handshake/origin-null' })
  expect(verdict).toMatchObject({ message: expect.stringContaining('file://') })
  expect(verdict).toMatchObject({ fix: expect.stringContaining('http://localhost:3000/') })
  expect(verdict.allowed || verdict.fix).not.toContain('origins')
})
