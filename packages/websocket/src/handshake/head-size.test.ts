import { describe, expect, it } from 'vitest'
import { judgeRequest } from './request.ts'

const base = [
  ['Host', 'localhost'],
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
] as const
const size = base.reduce((sum, [name, value]) => sum + name.length + value.length, 0)

function judge(more: readonly (readonly [string, string])[], limits = {}) {
  return judgeRequest({ method: 'GET', httpVersion: '1.1', target: '/', headers: [...base, ...more] }, limits)
}
const fill = (count: number) => Array.from({ length: count }, (_, at) => [`x${at}`, ''] as const)

describe('the size of a request’s head', () => {
  it('may be 100 headers, and no more', () => {
    expect(judge(fill(95))).toMatchObject({ accepted: true })
    expect(judge(fill(96))).toMatchObject({ status: 431, code: 'handshake/headers-too-large' })
    expect(judge([], { maxHeaders: 5 })).toMatchObject({ accepted: true })
    expect(judge([], { maxHeaders: 4 })).toMatchObject({
      message: 'The request has too many headers: expected at most 4 headers, got 5 headers',
    })
  })

  it('may be 16 384 bytes of names and values, and no more', () => {
    const room = 16_384 - size - 1
    expect(judge([['x', 'y'.repeat(room)]])).toMatchObject({ accepted: true })
    expect(judge([['x', 'y'.repeat(room + 1)]])).toMatchObject({ status: 431, code: 'handshake/headers-too-large' })
    expect(judge([['x'.repeat(room + 2), '']])).toMatchObject({ status: 431 })
    expect(judge([], { maxHeaderBytes: size })).toMatchObject({ accepted: true })
    expect(judge([], { maxHeaderBytes: size - 1 })).toMatchObject({ status: 431 })
  })

  it('is judged before anything else, and nothing of what is too large is shown again', () => {
    const verdict = judge([['a b', 'secret'], ...fill(100)])
    expect(verdict).toMatchObject({ status: 431, findings: [{ header: ':headers', value: '106 headers' }] })
    expect(JSON.stringify(verdict)).not.toContain('secret')
  })
})
