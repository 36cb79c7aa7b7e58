import { describe, expect, it } from 'vitest'
import { headOf, linesWith } from '../requests/sketch.ts'
import { type Expectation, expectationOf } from './expect.ts'
import { isServable, misfitOf, readExtensions } from './extensions.ts'
import { isHost, isKnownHost } from './host.ts'
import { mayConnect } from './origin.ts'

const first = (value: string) => {
  const list = readExtensions([value])
  if (typeof list === 'string' || list[0] === undefined) throw new Error(`expected an extension, got ${String(list)}`)
  return list[0]
}

describe('the oracle of the handshake', () => {
  it('knows hosts', () => {
    const good = [
      'a',
      'a.b',
      'a:1',
      '127.0.0.1',
      '[::1]',
      '[::]',
      '[1:2:3:4:5:6:7:8]:9',
      '[::ffff:1.2.3.4]',
      'a:',
      '%41',
      "a!$&'()*+;=~_",
    ]
    expect(good.filter((host) => !isHost(host))).toEqual([])
    const bad = [
      '',
      ':1',
      'a:b',
      'a:65536',
      'a:000080',
      'a b',
      '[::1',
      '[1::2::3]',
      '[1:2]',
      '[::1.2.3]',
      '::1',
      '%4',
      'a@b',
      'a/b',
      'é',
    ]
    expect(bad.filter(isHost)).toEqual([])
  })

  it('knows which hosts mean this server', () => {
    expect(
      ['localhost:9', 'LOCALHOST.', '[::1]:9', '10.0.0.1', 'chat.example:9', 'ports.example:8443'].every(isKnownHost),
    ).toBe(true)
    expect(
      ['evil.example', 'localhost.evil.example', 'ports.example', 'chat.example.x', '127.1'].some(isKnownHost),
    ).toBe(false)
  })

  it('knows origins', () => {
    expect(mayConnect('https://app.example', 'localhost')).toBe(true)
    expect(mayConnect('http://localhost', 'localhost:80')).toBe(true)
    expect(mayConnect('http://localhost', 'localhost:81')).toBe(false)
    expect(mayConnect('https://app.example/', 'localhost')).toBe(false)
    expect(mayConnect('null', 'null')).toBe(false)
  })

  it('reads extensions', () => {
    expect(readExtensions(['a; b="c,d"'])).toEqual(expect.stringContaining('not a value'))
    expect(readExtensions(['a; b="c\\d", e;f=g', 'h'])).toEqual([
      { name: 'a', parameters: [['b', 'cd']] },
      { name: 'e', parameters: [['f', 'g']] },
      { name: 'h', parameters: [] },
    ])
    for (const broken of ['', ',', 'a;', 'a; =b', 'a=b', 'a; b="c', 'a b', '"a"', 'a; b==c']) {
      expect([broken, readExtensions([broken])]).toEqual([broken, expect.any(String)])
    }
  })

  it('knows which offers can be served, and what answers fit them', () => {
    const plain = first('permessage-deflate')
    expect(isServable(plain)).toBe(true)
    expect(isServable(first('permessage-deflate; server_max_window_bits=7'))).toBe(false)
    expect(isServable(first('permessage-deflate; server_max_window_bits'))).toBe(false)
    expect(isServable(first('permessage-deflate; client_max_window_bits; client_max_window_bits'))).toBe(false)
    const kept = 'permessage-deflate; server_no_context_takeover'
    expect(misfitOf(first(kept), plain)).toBeUndefined()
    expect(misfitOf(plain, plain)).toContain('no_context')
    expect(misfitOf(first(`${kept}; client_max_window_bits=9`), plain)).toContain('was not offered')
    const narrow = first('permessage-deflate; server_max_window_bits=10')
    expect(misfitOf(first(kept), narrow)).toContain('not there')
    expect(misfitOf(first(`${kept}; server_max_window_bits=11`), narrow)).toContain('larger')
    expect(misfitOf(first(`${kept}; server_max_window_bits=10`), narrow)).toBeUndefined()
  })

  it('names every rule that a request breaks', () => {
    const rules = ({ faults }: Expectation) => faults.map(({ rule }) => rule)
    expect(rules(expectationOf(headOf(linesWith())))).toEqual([])
    const many = linesWith(
      ['Host', undefined],
      ['Sec-WebSocket-Version', '8'],
      ['Origin', 'null'],
      ['Content-Length', '1'],
    )
    expect(rules(expectationOf(headOf(many, 'GET /socket HTTP/1.0')))).toEqual([
      'version of HTTP',
      'host',
      'version',
      'origin',
      'body',
    ])
    expect(rules(expectationOf('GET /socket HTTP/1.1\nHost: a\r\n\r\n'))).toEqual(['syntax'])
  })
})
