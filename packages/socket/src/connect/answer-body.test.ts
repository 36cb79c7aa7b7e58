import { describe, expect, it } from 'vitest'
import { bodyIn } from './answer-body.ts'

function part(raw: string, status: number, ...headers: [string, string][]) {
  const { bytes, isWhole } = bodyIn({ httpVersion: '1.1', status, reason: '', headers }, Buffer.from(raw))
  return [bytes.toString(), isWhole]
}

const chunked: [string, string] = ['Transfer-Encoding', 'chunked']

describe('bodyIn', () => {
  it('ends where Content-Length says', () => {
    expect(part('hello', 404, ['Content-Length', '5'])).toEqual(['hello', true])
    expect(part('hello, and more', 404, ['Content-Length', '5'])).toEqual(['hello', true])
    expect(part('hel', 404, ['content-length', '5'])).toEqual(['hel', false])
    expect(part('', 404, ['Content-Length', '0'])).toEqual(['', true])
  })

  it('goes on to the end of the connection where nothing is said, or nonsense', () => {
    expect(part('hello', 200)).toEqual(['hello', false])
    expect(part('hello', 200, ['Content-Length', '-1'])).toEqual(['hello', false])
    expect(part('hello', 200, ['Content-Length', '1'], ['Content-Length', '2'])).toEqual(['hello', false])
  })

  it('is empty where none is allowed', () => {
    expect(part('x', 304)).toEqual(['', true])
    expect(part('x', 204)).toEqual(['', true])
  })

  it('joins chunks', () => {
    expect(part('5\r\nhello\r\nA;x=y\r\n, and more\r\n0\r\n\r\n', 200, chunked)).toEqual(['hello, and more', true])
    expect(part('5\r\nhello\r\n5\r\n, a', 200, chunked)).toEqual(['hello, a', false])
    expect(part('5', 200, chunked)).toEqual(['', false])
  })

  it.each(['zz\r\n', '-1\r\nx\r\n', '5\r\nhello\r\nwhat\r\n', 'fffffffff\r\nx'])('ends chunks at %j', (raw) => {
    expect(part(raw, 200, chunked)[1]).toBe(true)
  })
})
