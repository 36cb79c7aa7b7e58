import { describe, expect, it } from 'vitest'
import { judgeRequest, judgeResponse } from '../index.ts'
import { encodeAgreed, encodeOffer } from './negotiate.ts'
import type { DeflateChoice } from './parameters.ts'

const request = (...offers: string[]) => ({
  method: 'GET',
  httpVersion: '1.1',
  target: '/',
  headers: [
    ['Host', 'localhost'],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ...offers.map((offer) => ['Sec-WebSocket-Extensions', offer] as const),
  ] as const,
})

function answerTo(choice: DeflateChoice | undefined, ...offers: string[]): string | undefined {
  const verdict = judgeRequest(request(...offers), { deflate: choice })
  if (!verdict.accepted) throw new Error(verdict.message)
  return verdict.deflate && encodeAgreed(verdict.deflate)
}

const pmd = 'permessage-deflate'
const none = '; server_no_context_takeover; client_no_context_takeover'

describe('a server', () => {
  it.each([
    [{}, pmd, pmd + none],
    [{}, `${pmd}; client_max_window_bits`, pmd + none],
    [{}, `${pmd}; client_max_window_bits=10`, `${pmd}${none}; client_max_window_bits=10`],
    [{}, `${pmd}; server_max_window_bits=8`, `${pmd}${none}; server_max_window_bits=8`],
    // RFC 7692 §7.1.2.1: who takes such an offer says which window it is, also where it is the largest.
    [{}, `${pmd}; server_max_window_bits=15`, `${pmd}${none}; server_max_window_bits=15`],
    [{}, `${pmd}; server_max_window_bits="12"`, `${pmd}${none}; server_max_window_bits=12`],
    [{ contextTakeover: true }, pmd, pmd],
    [{ contextTakeover: true }, `${pmd}; server_no_context_takeover`, `${pmd}; server_no_context_takeover`],
    [{ contextTakeover: true }, `${pmd}; client_no_context_takeover`, `${pmd}; client_no_context_takeover`],
    [{ contextTakeover: true, windowBits: 11 }, pmd, `${pmd}; server_max_window_bits=11`],
    [
      { contextTakeover: true, windowBits: 11 },
      `${pmd}; client_max_window_bits; server_max_window_bits=9`,
      `${pmd}; server_max_window_bits=9; client_max_window_bits=11`,
    ],
    [{ contextTakeover: true }, `${pmd}; client_max_window_bits=15`, pmd],
    // The first offer that can be served counts; what is before it is declined.
    [
      {},
      `x-webkit-deflate-frame, ${pmd}; what, ${pmd}; server_max_window_bits=9, ${pmd}`,
      `${pmd}${none}; server_max_window_bits=9`,
    ],
  ])('%j offered %j answers %j', (choice, offer, answer) => {
    expect(answerTo(choice, offer)).toBe(answer)
  })

  it.each([
    `${pmd}; what`,
    `${pmd}; what=1`,
    `${pmd}; __proto__`,
    `${pmd}; constructor=1`,
    `${pmd}; server_no_context_takeover; server_no_context_takeover`,
    `${pmd}; client_max_window_bits; client_max_window_bits=10`,
    `${pmd}; server_no_context_takeover=1`,
    `${pmd}; client_no_context_takeover=true`,
    `${pmd}; server_max_window_bits`,
    ...['0', '7', '16', '08', '1e1', '9.0', '-9', '99', '99999999999999999999', 'a'].flatMap((bits) => [
      `${pmd}; server_max_window_bits=${bits}`,
      `${pmd}; client_max_window_bits=${bits}`,
    ]),
    'Permessage-Deflate',
    'x-webkit-deflate-frame',
    'toString',
  ])('declines %j, and goes without', (offer) => {
    expect(answerTo({}, offer)).toBeUndefined()
  })

  it('that does not want it goes without', () => {
    expect(answerTo(undefined, pmd)).toBeUndefined()
  })

  it('takes offers over several headers, and lets none pass that is no list', () => {
    expect(answerTo({}, `${pmd}; what`, pmd)).toBe(pmd + none)
    expect(judgeRequest(request(pmd, 'a; b="'), { deflate: {} })).toMatchObject({
      status: 400,
      code: 'handshake/extension',
    })
    expect(judgeRequest(request('a; b="'))).toMatchObject({ status: 400, code: 'handshake/extension' })
  })
})

describe('a client', () => {
  const judge = (choice: DeflateChoice | undefined, ...answers: string[]) =>
    judgeResponse(
      {
        httpVersion: '1.1',
        status: 101,
        headers: [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
          ['Sec-WebSocket-Accept', 'x'],
          ...answers.map((answer) => ['Sec-WebSocket-Extensions', answer] as const),
        ],
      },
      { accept: 'x', deflate: choice },
    )

  it('offers what it chose', () => {
    expect(encodeOffer({})).toBe(`${pmd}${none}; client_max_window_bits`)
    expect(encodeOffer({ contextTakeover: true })).toBe(`${pmd}; client_max_window_bits`)
    expect(encodeOffer({ contextTakeover: true, windowBits: 10 })).toBe(
      `${pmd}; server_max_window_bits=10; client_max_window_bits=10`,
    )
  })

  it.each([
    [{}, pmd + none, [false, false, 15, 15]],
    // It keeps to what it announced, also if the server does not mind.
    [{}, `${pmd}; server_no_context_takeover`, [false, false, 15, 15]],
    [{ contextTakeover: true }, pmd, [true, true, 15, 15]],
    [{ contextTakeover: true }, `${pmd}; client_no_context_takeover`, [true, false, 15, 15]],
    [{ contextTakeover: true }, `${pmd}; server_max_window_bits=9; client_max_window_bits=8`, [true, true, 9, 8]],
    [{ contextTakeover: true, windowBits: 10 }, `${pmd}; server_max_window_bits=10`, [true, true, 10, 10]],
  ])('%j agrees to %j', (choice, answer, [server, client, serverBits, clientBits]) => {
    const verdict = judge(choice, answer)
    expect(verdict.accepted && verdict.deflate).toEqual({
      serverContextTakeover: server,
      clientContextTakeover: client,
      serverMaxWindowBits: serverBits,
      clientMaxWindowBits: clientBits,
    })
  })

  it.each([
    [undefined, pmd],
    [{}, pmd],
    [{}, `${pmd}; client_no_context_takeover`],
    [{}, `${pmd}${none}, ${pmd}${none}`],
    [{}, `${pmd}${none}; what`],
    [{}, `${pmd}${none}; server_no_context_takeover`],
    [{}, `${pmd}${none}; client_max_window_bits`],
    [{}, `${pmd}${none}; client_max_window_bits=16`],
    [{}, `${pmd}${none}; server_max_window_bits`],
    [{}, `${pmd}${none}; server_max_window_bits=7`],
    [{}, 'x-webkit-deflate-frame'],
    [{}, `${pmd}${none};`],
    [{}, ''],
    [{ windowBits: 10 }, pmd + none],
    [{ windowBits: 10 }, `${pmd}${none}; server_max_window_bits=11`],
  ])('%j refuses %j', (choice, answer) => {
    expect(judge(choice, answer)).toMatchObject({ accepted: false, code: 'handshake/extension' })
  })

  it('goes without if the server does', () => {
    expect(judge({})).toMatchObject({ accepted: true, deflate: undefined })
  })
})
