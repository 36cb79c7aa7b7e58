import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHostName, judgeHost, KnownHosts } from './host.ts'

const known = new KnownHosts({
  hosts: ['app.example', 'Tunnel.Example:8443', 'tls.example:443'],
  origins: ['https://page.example', 'http://ported.example:5173', 'https://[2001:db8::1]:8443'],
  machine: 'Desk.lan.example',
})

const table: [host: string, isKnown: boolean][] = [
  ['localhost', true],
  ['LOCALHOST:3000', true],
  ['localhost.', true],
  ['localhost:', true],
  ['app.localhost:3000', true],
  ['a.b.localhost', true],
  ['evil.example.localhost', true],
  ['127.0.0.1', true],
  ['127.0.0.1:3000', true],
  ['192.168.1.20:3000', true],
  ['[::1]:3000', true],
  ['[::1]', true],
  ['[::ffff:127.0.0.1]:3000', true],
  ['desk.lan.example:3000', true],
  ['desk', true],
  ['desk.local:3000', true],
  ['DESK.LOCAL.', true],
  ['app.example', true],
  ['App.Example:1234', true],
  ['app.example.', true],
  ['tunnel.example:8443', true],
  ['tls.example:443', true],
  ['page.example', true],
  ['page.example:3000', true],
  ['ported.example', true],

  ['evil.example', false],
  ['evil.example:3000', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['app.example.evil.example', false],
  ['evil.app.example', false],
  ['evilapp.example', false],
  ['notlocalhost', false],
  ['evil-localhost', false],
  ['.localhost', false],
  ['a..localhost', false],
  ['localhost..', false],
  ['localhost:3000:80', false],
  ['localhost:evil', false],
  ['localhost:123456', false],
  ['localhost@evil.example', false],
  ['user@localhost', false],
  ['user:secret@localhost', false],
  ['http://localhost', false],
  ['localhost/evil', false],
  ['localhost,evil.example', false],
  ['localhost evil.example', false],
  [' localhost', false],
  ['localhost\u0000', false],
  ['locaⅼhost', false],
  ['desK'.replace('K', '\u212a'), false],
  ['tunnel.example', false],
  ['tunnel.example:443', false],
  ['tls.example', false],
  ['tls.example:8443', false],
  ['2130706433', false],
  ['0x7f000001', false],
  ['0x7f.0.0.1', false],
  ['0177.0.0.1', false],
  ['127.1', false],
  ['127.0.0.256', false],
  ['127.0.0.1.2', false],
  ['::1', false],
  ['[::1', false],
  ['[::1]evil.example', false],
  ['[fe80::1%25eth0]:3000', false],
  ['[localhost]', false],
  ['[abc]', false],
  ['[127.0.0.1]', false],
  ['[::1::]', false],
  ['[::1].evil.example', false],
  ['local', false],
  ['desk.evil.example', false],
  ['null', false],
  ['*', false],
  ['', false],
]

describe('the host that a request names', () => {
  it.each(table)('%j is known: %s', (host, isKnown) => {
    expect(known.has(host, false)).toBe(isKnown)
    expect(judgeHost(host, false, known).allowed).toBe(isKnown)
  })

  it('means the port of its scheme where it names none', () => {
    expect(known.has('tls.example', true)).toBe(true)
    expect(known.has('tls.example:443', true)).toBe(true)
    expect(known.has('tunnel.example', true)).toBe(false)
    expect(new KnownHosts({ hosts: ['a.example:80'], origins: [], machine: 'desk' }).has('a.example', false)).toBe(true)
  })

  it('may be any where nobody looks', () => {
    expect(judgeHost('evil.example', false, undefined)).toEqual({ allowed: true })
  })

  it('if unknown is answered with the line that lets it in', () => {
    expect(judgeHost('Staging.Example:3000', false, known)).toEqual({
      allowed: false,
      message: 'This server is not known as staging.example. A page could have made that name point here to get at it.',
      fix: 'If the name is yours: attach(server, { hosts: ["staging.example"] }). With NODE_ENV=production names are checked only where "hosts" is given.',
    })
    expect(judgeHost('"', false, known)).toMatchObject({ fix: expect.stringContaining('hosts: ["app.example"]') })
  })

  it('is a name as it can stand in the option, or is not', () => {
    const good = ['app.example', 'app.example:8443', 'xn--bcher-kva.example', 'my_host', '192.0.2.1', '[::1]']
    const bad = ['https://app.example', 'app.example/', '*.example', '*', 'bücher.example', '', ':80', 'a b', '::1']
    expect(good.map(isHostName)).toEqual(good.map(() => true))
    expect(bad.map(isHostName)).toEqual(bad.map(() => false))
  })

  it('never throws, and no text around a known name makes another one known', () => {
    const around = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(around, (text) => {
        expect(typeof known.has(text, true)).toBe('boolean')
        // What follows a name is its port, or another name; only letters before a dot make a name of localhost’s.
        if (/^[^:.]/.test(text)) expect(known.has(`localhost${text}`, false)).toBe(false)
        if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.$/i.test(text)) expect(known.has(`${text}localhost`, false)).toBe(false)
        expect(known.has(`localhost.${text}example`, false)).toBe(false)
      }),
      { examples: [['__proto__'], ['constructor'], ['toString'], ['.'], ['evil.']] },
    )
  })

  it('takes time in proportion to its length', () => {
    for (const text of ['a.'.repeat(8_000), 'a'.repeat(16_000), `[${':'.repeat(16_000)}`, '-.'.repeat(149)]) {
      const tookMs = [1, 2, 3].map(() => {
        const begin = performance.now()
        known.has(text, false)
        return performance.now() - begin
      })
      expect(Math.min(...tookMs)).toBeLessThan(2)
    }
  })
})
