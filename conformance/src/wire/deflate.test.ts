import { describe, expect, it } from 'vitest'
import { DeflatePeer, deflated } from './deflate-peer.ts'
import { answerTo, complaintsOf, parseExtensions, termsOf } from './deflate-terms.ts'

const usual = { serverWindowBits: 15, clientWindowBits: 15, serverKeepsContext: true, clientKeepsContext: true }

describe('the header', () => {
  it('is read with its quotes, commas and spaces', () => {
    expect(parseExtensions('a; b=1 ;c , d; e="f, g; h"')).toEqual([
      {
        name: 'a',
        parameters: [
          ['b', '1'],
          ['c', undefined],
        ],
      },
      { name: 'd', parameters: [['e', 'f, g; h']] },
    ])
    expect(parseExtensions('')).toEqual([])
  })

  it('settles the terms', () => {
    const [answer] = parseExtensions('permessage-deflate; client_max_window_bits=9; server_no_context_takeover')
    expect(termsOf(answer!)).toEqual({ ...usual, clientWindowBits: 9, serverKeepsContext: false })
  })
})

describe('an answer', () => {
  const all = 'permessage-deflate; server_no_context_takeover; server_max_window_bits=10; client_max_window_bits=12'

  it.each([
    ['permessage-deflate', 'permessage-deflate'],
    ['permessage-deflate', 'permessage-deflate; server_max_window_bits=9; client_no_context_takeover'],
    ['permessage-deflate; client_max_window_bits', 'permessage-deflate; client_max_window_bits=15'],
    [all, 'permessage-deflate; server_no_context_takeover; server_max_window_bits=8; client_max_window_bits=12'],
    ['permessage-deflate; x=1, permessage-deflate', 'permessage-deflate'],
  ])('to "%s" may be "%s"', (offer, answer) => {
    expect(complaintsOf(parseExtensions(offer), parseExtensions(answer))).toEqual([])
  })

  it.each([
    ['permessage-deflate', ''],
    ['permessage-deflate', 'x-other'],
    ['permessage-deflate', 'permessage-deflate, permessage-deflate'],
    ['permessage-deflate', 'permessage-deflate; x=1'],
    ['permessage-deflate', 'permessage-deflate; client_max_window_bits=15'],
    ['permessage-deflate', 'permessage-deflate; server_max_window_bits=16'],
    ['permessage-deflate', 'permessage-deflate; server_max_window_bits=08'],
    ['permessage-deflate', 'permessage-deflate; server_no_context_takeover; server_no_context_takeover'],
    ['permessage-deflate; client_max_window_bits=10', 'permessage-deflate; client_max_window_bits=11'],
    ['permessage-deflate; client_max_window_bits', 'permessage-deflate; client_max_window_bits'],
    [all, 'permessage-deflate; server_max_window_bits=10'],
    [all, 'permessage-deflate; server_no_context_takeover'],
    [all, 'permessage-deflate; server_no_context_takeover; server_max_window_bits=11'],
    ['permessage-deflate; x=1', 'permessage-deflate'],
    ['x-other', 'permessage-deflate'],
  ])('to "%s" may not be "%s"', (offer, answer) => {
    expect(complaintsOf(parseExtensions(offer), parseExtensions(answer))).not.toEqual([])
  })

  it('made from an offer does what it demands, or what it is told', () => {
    const [offer] = parseExtensions(all)
    expect(answerTo(offer!, [])).toBe('permessage-deflate; server_no_context_takeover; server_max_window_bits=10')
    expect(answerTo(offer!, ['server_max_window_bits=9', 'client_no_context_takeover'])).toBe(
      'permessage-deflate; server_no_context_takeover; server_max_window_bits=9; client_no_context_takeover',
    )
  })
})

describe('the other end of the compression', () => {
  it('writes the examples of RFC 7692 §7.2.3.1', () => {
    expect(deflated('Hello').toString('hex')).toBe('f248cdc9c90700')
  })

  it.each([8, 9, 12, 15])('gives back what it took in windows of %i bits, with and without context', (bits) => {
    for (const keeps of [true, false]) {
      const terms = {
        serverWindowBits: bits,
        clientWindowBits: bits,
        serverKeepsContext: keeps,
        clientKeepsContext: keeps,
      }
      const client = new DeflatePeer(terms, 'client')
      const server = new DeflatePeer(terms, 'server')
      for (const text of ['one', 'one two', 'one two'.repeat(1_000), '', 'one two'.repeat(1_000)]) {
        expect(server.decompress(client.compress(text)).toString()).toBe(text)
        expect(client.decompress(server.compress(text)).toString()).toBe(text)
      }
    }
  })

  it('refers to earlier messages where the context is kept, and only there', () => {
    const text = 'something that is worth remembering'
    const keeping = new DeflatePeer(usual, 'client')
    const fresh = new DeflatePeer({ ...usual, clientKeepsContext: false }, 'client')
    keeping.compress(text)
    fresh.compress(text)
    expect(keeping.compress(text).length).toBeLessThan(10)
    expect(fresh.compress(text).length).toBeGreaterThan(20)
  })

  it('does not take what reaches back beyond the window', () => {
    const noise = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * at * 7 + at * 13) & 0xff))
    const message = Buffer.concat([noise, Buffer.alloc(2_000), noise])
    const small = new DeflatePeer({ ...usual, serverWindowBits: 9 }, 'client')
    expect(() => small.decompress(deflated(message))).toThrow('too far back')
    expect(small.decompress(deflated(message, { windowBits: 9 })).equals(message)).toBe(true)
  })
})
