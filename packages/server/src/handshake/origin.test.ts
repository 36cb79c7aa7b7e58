import { describe, expect, it } from 'vitest'
import { judgeOrigin } from './origin.ts'

const listed = ['https://app.example', 'http://localhost:5173']

const table: [origin: string | undefined, host: string, allowed: boolean][] = [
  [undefined, 'localhost:3000', true],
  ['http://localhost:3000', 'localhost:3000', true],
  ['https://localhost:3000', 'localhost:3000', true],
  ['HTTP://LOCALHOST:3000', 'localhost:3000', true],
  ['http://localhost:3000', 'LOCALHOST:3000', true],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['https://app.example', 'api.example', true],
  ['http://localhost:5173', 'localhost:3000', true],
  ['https://own.example', 'own.example:443', true],
  ['http://own.example', 'own.example:80', true],
  ['http://own.example', 'own.example:443', false],
  ['http://own.example:443', 'own.example', false],
  ['http://localhost:3001', 'localhost:3000', false],
  ['http://localhost', 'localhost:3000', false],
  ['http://localhost.evil', 'localhost', false],
  ['http://localhost:3000.evil', 'localhost:3000', false],
  ['http://evil/localhost:3000', 'localhost:3000', false],
  ['http://evil#localhost:3000', 'localhost:3000', false],
  ['http://localhost:3000@evil', 'localhost:3000', false],
  ['http://evil@localhost:3000', 'localhost:3000', false],
  ['http://evil.localhost:3000', 'localhost:3000', false],
  ['https://app.example.evil', 'api.example', false],
  ['https://app.example:8443', 'api.example', false],
  ['http://app.example', 'api.example', false],
  ['ftp://localhost:3000', 'localhost:3000', false],
  ['localhost:3000', 'localhost:3000', false],
  ['null', 'localhost:3000', false],
  ['null', 'null', false],
  ['', '', false],
  ['http://', '', false],
]

describe('judgeOrigin', () => {
  it.each(table)('origin %s at host %s: %s', (origin, host, allowed) => {
    expect(judgeOrigin(origin, host, listed).allowed).toBe(allowed)
  })

  it('says what to add to let the page in', () => {
    expect(judgeOrigin('http://a.example', 'b.example', [])).toMatchObject({
      message: 'The page at http://a.example may not connect to b.example.',
      fix: expect.stringContaining('attach(server, { origins: ["http://a.example"] })'),
    })
  })
})
