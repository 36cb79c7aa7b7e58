import { expect, it } from 'vitest'
import { oneLine } from '../report/one-line.ts'
import { readAddress } from './address.ts'
import { judgeAddress } from './judge.ts'
import { listeningSockets } from './listeners.ts'
import type { Observed } from './observed.ts'

const address = readAddress('wss://chat.example/ws')
if (address === undefined) throw new Error('no address')
const nothing: Observed = {
  address,
  looked: { addresses: ['192.0.2.1'] },
  reached: [{ ip: '192.0.2.1', state: 'open', code: '' }],
  listeners: [],
  tls: undefined,
  wantsTls: false,
  page: undefined,
  socketIo: undefined,
  upgrade: undefined,
  accept: '',
  origin: 'https://chat.example',
  withoutOrigin: undefined,
  foreign: undefined,
  others: [],
  why: undefined,
  talked: undefined,
}
const codesOf = (seen: Partial<Observed>) => judgeAddress({ ...nothing, ...seen }).map(({ code }) => code)

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'connect/certificate-untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'connect/certificate-untrusted'],
  ['CERT_HAS_EXPIRED', 'connect/certificate-date'],
  ['CERT_NOT_YET_VALID', 'connect/certificate-date'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'connect/certificate-name'],
  ['ECONNRESET', 'connect/tls-failed'],
])('%s is %s', (code, expected) => {
  expect(codesOf({ tls: { code, names: undefined, alpn: undefined, speaksPlain: false } })).toEqual([expected])
})

it.each([
  ['refused', 'ECONNREFUSED', 'connect/refused'],
  ['silent', 'TIMEOUT', 'connect/timeout'],
  ['unreachable', 'EHOSTUNREACH', 'connect/unreachable'],
] as const)('an address that is %s (%s): %s', (state, code, expected) => {
  expect(codesOf({ reached: [{ ip: '192.0.2.1', state, code }] })).toEqual([expected])
})

it('warns that any origin is let in, but not on this machine alone', () => {
  const foreign = {
    is: 'head',
    head: { httpVersion: '1.1', status: 101, reason: '', headers: [] },
    body: '',
    rest: Buffer.alloc(0),
    stream: undefined,
  } as const
  expect(codesOf({ foreign })).toEqual(['probe/any-origin'])
  const here = readAddress('ws://localhost:3000/')
  expect(here && codesOf({ foreign, address: here })).toEqual([])
})

it('shows nothing that a terminal would obey', () => {
  expect(oneLine('a\u001B[31mred\u0007\nb\u202Ec', 80)).toBe('a [31mred b c')
  expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`)
})

it('reads the tables of Linux', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0
   1: 0100007F:0BB8 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0
   2: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0
   3: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  0        0 4714 1 0
`
  expect(listeningSockets(table)).toEqual([
    { ip: '127.0.0.1', port: 3000, inode: '4711' },
    { ip: '::1', port: 8080, inode: '4713' },
    { ip: '::', port: 80, inode: '4714' },
  ])
})
