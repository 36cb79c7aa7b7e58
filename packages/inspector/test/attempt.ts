import type { Attempt } from '@parley/server'

/** An attempt as a browser makes it, let in, with these changes. */
export function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: 'attempt-0123456789',
    at: 1_000_000,
    remote: '127.0.0.1',
    method: 'GET',
    url: '/parley',
    httpVersion: '1.1',
    headers: [
      ['Host', 'localhost:3000'],
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ],
    verdict: {
      accepted: true,
      headers: [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
      ],
    },
    answeredBy: 'parley',
    ended: undefined,
    ...changes,
  }
}
