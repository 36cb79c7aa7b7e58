import type { DownMessage } from '@parley/channel/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDown } from './parse-down.ts'
import { news, openedAt, said, welcome } from './testing/scripted-server.ts'

const view = { channel: 'talk/tea', view: 'room' }
const messages: DownMessage[] = [
  welcome,
  openedAt(2, ['one']),
  { type: 'opened', ...view, position: { epoch: 'a', offset: 3 }, state: null },
  { type: 'opened', ...view, position: { epoch: 'a', offset: 3 }, after: 2, events: [said(3, 'three')] },
  news(2, [said(3, 'three')], 4),
  { type: 'closed', ...view },
  { type: 'closed', ...view, code: 'not-allowed', message: 'No.' },
  { type: 'done', id: 'a.1', offset: 3 },
  { type: 'refused', id: 'a.1', code: 'c', message: 'm', retryable: false, issues: [{ path: 'text', message: 'm' }] },
  { type: 'page', id: 'a.1', events: [said(1, 'one')], more: false },
  { type: 'found', id: 'a.1', documents: [{ id: 'n', order: 1, body: null }], more: true, next: { order: 1, id: 'n' } },
  { type: 'signal', channel: 'talk/tea', name: 'typing', from: { id: 'u', name: 'n' }, data: { typing: true } },
  { type: 'presence', ...view, count: 3, people: [{ id: 'u', name: 'n' }] },
  { type: 'pong' },
  { type: 'goodbye', code: 'draining', message: 'm', reconnectAfterMs: 5 },
  { type: 'error', code: 'bad-message', message: 'm' },
]

test.each(messages)('reads $type', (message) => {
  expect(parseDown(JSON.stringify(message))).toEqual({ ok: true, value: message })
})

test.each(messages.filter(({ type }) => type !== 'pong'))('misses each field that $type needs', (message) => {
  const optional = ['type', 'state', 'after', 'events', 'data', 'code', 'message', 'id', 'issues', 'next']
  for (const field of Object.keys(message)) {
    if (optional.includes(field)) continue
    const { [field]: _left, ...rest } = message as unknown as Record<string, unknown>
    expect(parseDown(JSON.stringify(rest)), field).toMatchObject({ ok: false })
  }
})

test('a type of another version is no fault, even if every object has that name', () => {
  for (const type of ['reaction', '__proto__', 'constructor', 'hasOwnProperty']) {
    expect(parseDown(JSON.stringify({ type }))).toEqual({ ok: true, value: undefined })
  }
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseDown(text)).toHaveProperty('ok')
    }),
  )
})
