import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerOf, clientAddress, TrustedProxies } from './forwarded.ts'

const trusted = new TrustedProxies(['127.0.0.1', '::1', '10.0.0.0/8', '198.51.100.9'])

function call(peer: string | undefined, headers: Record<string, string> = {}, encrypted = false) {
  return { headers: { host: 'direct.example', ...headers }, socket: { remoteAddress: peer, encrypted } }
}
const callerFrom = (...call_: Parameters<typeof call>) => callerOf(call(...call_), trusted)

describe('the address of a client', () => {
  it.each<[what: string, peer: string | undefined, header: string | undefined, address: string | undefined]>([
    ['its own, without a proxy', '203.0.113.7', undefined, '203.0.113.7'],
    ['its own, whatever it says', '203.0.113.7', '192.0.2.1', '203.0.113.7'],
    ['what the proxy says', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['what the proxy says, though it comes as IPv6', '::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['the last that is no proxy', '127.0.0.1', '203.0.113.7, 10.1.1.1, 10.2.2.2', '203.0.113.7'],
    ['not what the client wrote before it', '127.0.0.1', '192.0.2.1, 203.0.113.7, 10.1.1.1', '203.0.113.7'],
    ['not what the client wrote, though it names proxies', '127.0.0.1', '10.9.9.9, 203.0.113.7', '203.0.113.7'],
    ['the furthest, if all are proxies', '127.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
    ['the proxy’s, if it says nothing', '127.0.0.1', undefined, '127.0.0.1'],
    ['the proxy’s, if it says nothing of use', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['the proxy’s, if the list is empty', '127.0.0.1', '', '127.0.0.1'],
    ['the last proxy’s before a hole', '127.0.0.1', '203.0.113.7, , 10.1.1.1', '10.1.1.1'],
    ['without its port', '127.0.0.1', '203.0.113.7:4711', '203.0.113.7'],
    ['without brackets', '127.0.0.1', '[2001:DB8::7]', '2001:db8::7'],
    ['without brackets and port', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['IPv4 in the clothes of IPv6', '127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['nothing a name could be', '127.0.0.1', 'evil.example', '127.0.0.1'],
    ['nothing a number could be', '127.0.0.1', '3405803783', '127.0.0.1'],
    ['unknown over a Unix socket', undefined, '203.0.113.7', undefined],
    ['unknown when the peer’s is none', 'x', '203.0.113.7', undefined],
  ])('is %s', (_what, peer, header, address) => {
    const request = call(peer, header === undefined ? {} : { 'x-forwarded-for': header })
    expect(clientAddress(request, trusted)).toBe(address)
  })

  it('is what a proxy on a Unix socket says, where it is trusted', () => {
    const request = call(undefined, { 'x-forwarded-for': '203.0.113.7' })
    expect(clientAddress(request, new TrustedProxies(['unix']))).toBe('203.0.113.7')
    expect(clientAddress(call('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }), new TrustedProxies(['unix']))).toBe(
      '127.0.0.1',
    )
  })

  it('does not depend on what the client wrote: only what the proxy put right of it counts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (forged) => {
        const header = `${forged}, 203.0.113.7, 10.1.1.1`
        expect(clientAddress(call('127.0.0.1', { 'x-forwarded-for': header }), trusted)).toBe('203.0.113.7')
        expect(clientAddress(call('203.0.113.7', { 'x-forwarded-for': forged }), trusted)).toBe('203.0.113.7')
      }),
      { examples: [['__proto__'], ['127.0.0.1'], ['constructor, toString'], ['[::1']] },
    )
  })

  it('is not read from Forwarded, which a proxy may pass on as the client wrote it', () => {
    expect(clientAddress(call('127.0.0.1', { forwarded: 'for=192.0.2.1' }), trusted)).toBe('127.0.0.1')
  })
})

describe('a caller', () => {
  it('is counted by its address; IPv6 by the network', () => {
    expect(callerFrom('203.0.113.7').network).toBe('203.0.113.7')
    expect(callerFrom('2001:db8:1:2:3::1').network).toBe('2001:db8:1:2::/64')
    expect(callerFrom('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' }).network).toBe('203.0.113.7')
  })

  it('is not counted when anybody may stand behind its address', () => {
    const others = [
      callerFrom('127.0.0.1'),
      callerFrom('192.168.0.9'),
      callerFrom(undefined),
      callerFrom('198.51.100.9'),
    ]
    expect(others.map(({ network }) => network)).toEqual([undefined, undefined, undefined, undefined])
    expect(callerFrom('127.0.0.1', { 'x-forwarded-for': '192.168.0.9' })).toMatchObject({
      address: '192.168.0.9',
      network: undefined,
    })
  })

  it('asks for the host that the outermost proxy of ours heard', () => {
    const host = (peer: string, header: string, chain = '203.0.113.7') =>
      callerFrom(peer, { 'x-forwarded-host': header, 'x-forwarded-for': chain }).host
    expect(host('127.0.0.1', 'app.example')).toBe('app.example')
    expect(host('127.0.0.1', 'evil.example, app.example')).toBe('app.example')
    expect(host('127.0.0.1', 'app.example, inner.example', '203.0.113.7, 10.1.1.1')).toBe('app.example')
    expect(host('127.0.0.1', 'evil.example, app.example, inner.example', '203.0.113.7, 10.1.1.1')).toBe('app.example')
    expect(host('127.0.0.1', 'app.example', '203.0.113.7, 10.1.1.1, 10.2.2.2')).toBe('app.example')
    expect(host('127.0.0.1', '')).toBe('direct.example')
    expect(host('203.0.113.7', 'evil.example')).toBe('direct.example')
  })

  it('is secure when its own connection is, as far as anybody knows', () => {
    const isSecure = (...call_: Parameters<typeof call>) => callerFrom(...call_).isSecure
    expect(isSecure('203.0.113.7', {}, true)).toBe(true)
    expect(isSecure('203.0.113.7', { 'x-forwarded-proto': 'https' })).toBe(false)
    expect(isSecure('127.0.0.1', { 'x-forwarded-proto': 'https' })).toBe(true)
    expect(isSecure('127.0.0.1', { 'x-forwarded-proto': 'WSS' })).toBe(true)
    expect(isSecure('127.0.0.1', { 'x-forwarded-proto': 'https, http' })).toBe(false)
    expect(isSecure('127.0.0.1', { 'x-forwarded-proto': 'http' }, true)).toBe(false)
    // A proxy that encrypts its way to us and says nothing of the client's: as its own, or https pages would be refused.
    expect(isSecure('127.0.0.1', {}, true)).toBe(true)
    expect(isSecure('127.0.0.1', {})).toBe(false)
  })

  it('that forwards without being on the list is noticed', () => {
    expect(callerFrom('203.0.113.7', { 'x-forwarded-for': '192.0.2.1' }).unknownProxy).toBe('203.0.113.7')
    expect(callerFrom('203.0.113.7').unknownProxy).toBeUndefined()
    expect(callerFrom('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }).unknownProxy).toBeUndefined()
  })
})
