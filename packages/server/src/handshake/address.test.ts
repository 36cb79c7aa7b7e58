import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AddressRanges, isInside, networkOf, parseAddress, parseRange } from './address.ts'

const read: [given: string, text: string | undefined][] = [
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:0201', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::', '::'],
  ['192.0.2.256', undefined],
  ['192.0.2', undefined],
  ['3221225985', undefined],
  ['0xc0.0.2.1', undefined],
  ['0300.0.2.1', undefined],
  ['[2001:db8::1]', undefined],
  ['2001:db8::1::2', undefined],
  ['localhost', undefined],
  ['unknown', undefined],
  ['', undefined],
  [' 192.0.2.1', undefined],
  [`fe80::1%${'x'.repeat(100)}`, undefined],
]

describe('an address', () => {
  it.each(read)('%j is %j', (given, text) => {
    expect(parseAddress(given)?.text).toBe(text)
  })

  it('in IPv6 is counted by its first four groups, however it is written', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
      minLength: 8,
      maxLength: 8,
    })
    fc.assert(
      fc.property(groups, (numbers) => {
        const written = numbers.map((number) => number.toString(16))
        const address = parseAddress(written.join(':'))!
        const isMapped = numbers.slice(0, 5).every((number) => number === 0) && numbers[5] === 0xffff
        expect(address.family).toBe(isMapped ? 'ipv4' : 'ipv6')
        if (!isMapped) expect(networkOf(address)).toBe(`${written.slice(0, 4).join(':')}::/64`)
      }),
      {
        examples: [
          [[0, 0, 0, 0, 0, 0, 0xc000, 0x201]],
          [[0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201]],
          [[0x2001, 0xdb8, 0, 0, 0, 0, 0, 0]],
          [[0, 0, 0, 0, 0xffff, 0, 1, 1]],
        ],
      },
    )
  })

  it('in IPv4 is counted alone, in whatever clothes it comes', () => {
    expect(networkOf(parseAddress('::ffff:192.0.2.1')!)).toBe('192.0.2.1')
  })

  it.each<[string, boolean]>([
    ['127.0.0.1', true],
    ['127.255.255.254', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.255.0.1', true],
    ['172.15.255.255', false],
    ['172.16.0.0', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.1.1', true],
    ['192.169.0.0', false],
    ['169.254.169.254', true],
    ['100.63.255.255', false],
    ['100.64.0.1', true],
    ['100.128.0.0', false],
    ['fd12::1', true],
    ['fe80::1', true],
    ['fec0::1', false],
    ['2001:db8::1', false],
    ['::2', false],
    ['203.0.113.7', false],
  ])('%s is inside: %s', (text, expected) => {
    expect(isInside(parseAddress(text)!)).toBe(expected)
  })
})

describe('a range', () => {
  it.each<[given: string, range: string | undefined]>([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['192.0.2.1/32', '192.0.2.1/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['::1', '::1/128'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:10.0.0.1', '10.0.0.1/32'],
    ['::ffff:10.0.0.0/8', undefined],
    ['10.0.0.0/33', undefined],
    ['::/129', undefined],
    ['10.0.0.0/', undefined],
    ['10.0.0.0/-1', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.0/255.0.0.0', undefined],
    ['10.0.0.0/8 ', undefined],
    ['10.0.0/8', undefined],
    ['10.*', undefined],
    ['fe80::1%eth0', undefined],
    ['loopback', undefined],
    ['proxy.example', undefined],
    ['', undefined],
  ])('%j is %j', (given, range) => {
    const parsed = parseRange(given)
    expect(parsed && `${parsed.text}/${parsed.bits}`).toBe(range)
  })

  it('holds what begins like it, and an IPv4 address also when it comes as IPv6', () => {
    const ranges = new AddressRanges(['10.0.0.0/8', '2001:db8::/32'].map((given) => parseRange(given)!))
    const holds = (text: string) => ranges.has(parseAddress(text)!)
    expect(['10.1.2.3', '::ffff:10.1.2.3', '::ffff:0a01:0203', '2001:db8:ffff::1'].map(holds)).not.toContain(false)
    expect(['11.0.0.0', '9.255.255.255', '::ffff:11.0.0.1', '::10.0.0.1', '2001:db9::1'].map(holds)).not.toContain(true)
  })
})
