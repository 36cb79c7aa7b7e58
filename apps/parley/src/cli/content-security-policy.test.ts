import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

const connect = (host: string | undefined, isSecure = false) =>
  /connect-src ([^;]*)/.exec(contentSecurityPolicy(host, isSecure))?.[1]

describe('the content security policy', () => {
  it.each(['localhost:3000', 'chat.example', 'my_app:80', '127.0.0.1:3000', '[::1]:3000', 'x'])(
    'lets the pages of %s talk to sockets of that host only',
    (host) => {
      expect(connect(host)).toBe(`'self' ws://${host} wss://${host}`)
      expect(connect(host, true)).toBe(`'self' wss://${host}`)
    },
  )

  it('takes pictures and other files from this server only, and runs nothing that stands in a page', () => {
    const policy = contentSecurityPolicy('chat.example', true)
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("img-src 'self' data:")
    expect(policy).not.toMatch(/blob:|unsafe-|media-src|script-src|style-src|object-src/)
  })

  it.each([
    undefined,
    '',
    '*',
    '*.example',
    'a b',
    "a 'unsafe-inline'",
    'a; script-src *',
    'a,b',
    'a/b',
    'a:b',
    'a:123456',
    'ws:',
    'a\nb',
    '[::1',
    '[]',
    '.a',
    'a.',
    'ä',
    `${'a'.repeat(254)}`,
  ])('does not repeat the host %j', (host) => {
    expect(connect(host)).toBe("'self'")
    expect(contentSecurityPolicy(host, false).split('; ')).toHaveLength(6)
  })
})
