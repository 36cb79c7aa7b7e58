import { describe, expect, it } from 'vitest'
import { redactHeaders, redactUrl } from './redact.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'

const headers: [name: string, value: string, shown: string][] = [
  ['Cookie', 'sid=abc; theme=dark', 'sid=[redacted]; theme=[redacted]'],
  ['Authorization', 'Bearer x', '[redacted]'],
  ['Proxy-Authorization', 'Basic x', '[redacted]'],
  ['X-Api-Key', '1', '[redacted]'],
  ['X-CSRF-Token', '1', '[redacted]'],
  ['Sec-WebSocket-Protocol', `chat.v1, ${jwt}`, 'chat.v1, [redacted]'],
  ['Sec-WebSocket-Protocol', 'bearer, 0123456789abcdef0123', 'bearer, [redacted]'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ==', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ['Origin', 'http://localhost:5173', 'http://localhost:5173'],
  ['Host', 'localhost:3000', 'localhost:3000'],
  ['Referer', 'http://a/?token=x', 'http://a/?token=[redacted]'],
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (X11; Linux x86_64)'],
]

const urls: [url: string, shown: string][] = [
  ['/parley', '/parley'],
  ['/parley?room=general&x', '/parley?room=general&x'],
  ['/parley?token=1', '/parley?token=[redacted]'],
  ['/parley?access_token=1&v=2', '/parley?access_token=[redacted]&v=2'],
  ['/parley?sid=1&key=2&password=3&jwt=4', '/parley?sid=[redacted]&key=[redacted]&password=[redacted]&jwt=[redacted]'],
  [`/parley?a=${jwt}`, '/parley?a=[redacted]'],
  ['/parley?a=0123456789abcdef0123', '/parley?a=[redacted]'],
  ['/parley?attempt=0123456789abcdef0123', '/parley?attempt=0123456789abcdef0123'],
]

describe('what is shown of a request', () => {
  it.each(headers)('%s: %s is %s', (name, value, shown) => {
    expect(redactHeaders([[name, value]])).toEqual([[name, shown]])
  })

  it.each(urls)('%s is %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })
})
