import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerOf, parseAnswerHead } from './answer-head.ts'

const parse = (text: string, from?: number) => parseAnswerHead(Buffer.from(text, 'latin1'), from)

describe('parseAnswerHead', () => {
  it('reads status, reason and headers, duplicates and their order kept', () => {
    const text = 'HTTP/1.1 403 No  way\r\nA: 1\r\nb:\t two \r\nA:\r\nC: x:y\r\n\r\nrest'
    expect(parse(text)).toEqual({
      head: {
        httpVersion: '1.1',
        status: 403,
        reason: 'No  way',
        headers: [
          ['A', '1'],
          ['b', 'two'],
          ['A', ''],
          ['C', 'x:y'],
        ],
      },
      size: text.length - 4,
    })
  })

  it.each(['HTTP/1.1 200\r\n\r\n', 'HTTP/1.1 200 \r\n\r\n', 'HTTP/1.0 200 OK\r\n\r\n'])('reads %j', (text) => {
    expect(parse(text)).toMatchObject({ head: { status: 200, headers: [] }, size: text.length })
  })

  it.each(['', 'H', 'HTTP/', 'HTTP/1.1 20', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\nA: 1\r\n\r'])(
    'wants more after %j',
    (text) => {
      expect(parse(text)).toBe('unfinished')
    },
  )

  it.each([
    'SSH-2.0-x\r\n',
    'G',
    'http/1.1 200 OK\r\n\r\n',
    '\r\nHTTP/1.1 200 OK\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    'HTTP/1.1 abc\r\n\r\n',
    'HTTP/11 200 OK\r\n\r\n',
    'HTTP/1.1  200 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\n: no name\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA : 1\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: 1\nB: 2\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: 1\rB: 2\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: \0\r\n\r\n',
  ])('does not take %j for HTTP', (text) => {
    expect(parse(text)).toBe('not-http')
  })

  it('finds the same head in pieces of any size', () => {
    const text = 'HTTP/1.1 101 Switching Protocols\r\nA: 1\r\n\r\n'
    const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: text.length, maxLength: text.length })
    fc.assert(
      fc.property(cuts, (sizes) => {
        let [at, from] = [0, 0]
        for (const size of sizes) {
          from = at
          at = Math.min(text.length, at + size)
          const result = parse(text.slice(0, at), from)
          expect(typeof result === 'string' ? result : result.size).toBe(at < text.length ? 'unfinished' : at)
        }
      }),
    )
  })

  it('never throws, and looks at each byte a bounded number of times', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void parse(`HTTP/1.1 ${text}\r\n\r\n`)),
    )
    const blanks = `HTTP/1.1 200 OK\r\n${`A:${' '.repeat(15_000)}x${' '.repeat(15_000)}x\r\n`.repeat(10)}\r\n`
    const start = performance.now()
    expect(parse(blanks)).toMatchObject({ head: { status: 200 } })
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

describe('headerOf', () => {
  it('finds a header in any case, and joins several', () => {
    const result = parse('HTTP/1.1 200 OK\r\n__proto__: a\r\nX: 1\r\nx: 2\r\n\r\n')
    const head = typeof result === 'string' ? undefined : result.head
    expect(headerOf(head!, 'x')).toBe('1, 2')
    expect(headerOf(head!, '__proto__')).toBe('a')
    expect(headerOf(head!, 'constructor')).toBeUndefined()
  })
})
