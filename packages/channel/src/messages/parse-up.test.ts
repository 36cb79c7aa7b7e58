import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxNesting } from './limits.ts'
import { maxTokenLength, parseUp } from './parse-up.ts'

const valid = [
  { type: 'hello', protocol: 1 },
  { type: 'hello', protocol: 1, guest: { key: '0123456789abcdef' } },
  { type: 'hello', protocol: 1, guest: { key: '0123456789abcdef', name: 'Ana' } },
  { type: 'hello', protocol: 1, schema: { chat: 1, words: 2 } },
  { type: 'open', channel: 'c/x', view: 'v' },
  { type: 'open', channel: 'c/x', view: 'v', position: { epoch: 'e', offset: 0 } },
  { type: 'open', channel: 'c/x', view: 'v', version: 2 },
  { type: 'open', channel: 'c/x', view: 'v', position: { epoch: 'e', offset: 0 }, version: 2 },
  { type: 'close', channel: 'c/x', view: 'v' },
  { type: 'command', id: 'a.1', channel: 'c/x', name: 'n', input: { any: ['thing'] } },
  { type: 'signal', channel: 'c/x', name: 'n', data: null },
  { type: 'read', id: 'r', channel: 'c/x', view: 'v', before: 1, limit: 200 },
  { type: 'find', id: 'f', channel: 'c/x', view: 'v', collection: 'notes', by: { id: 'n' } },
  { type: 'find', id: 'f', channel: 'c/x', view: 'v', collection: 'notes', by: { limit: 200 } },
  {
    type: 'find',
    id: 'f',
    channel: 'c/x',
    view: 'v',
    collection: 'notes',
    by: { search: '회의', before: { order: -1, id: 'n' }, limit: 1 },
  },
  { type: 'ping' },
  { type: 'hello', protocol: 1, token: 'a.b.c' },
  { type: 'hello', protocol: 1, token: 'a.b.c', guest: { key: '0123456789abcdef' } },
  { type: 'authenticate', token: 'x'.repeat(maxTokenLength) },
]

describe('a message up', () => {
  it.each(valid)('is taken as it is: %j', (message) => {
    expect(parseUp(JSON.stringify(message))).toEqual({ ok: true, message })
  })

  it.each(valid)('loses fields nobody knows: %j', (message) => {
    expect(parseUp(JSON.stringify({ ...message, more: 1 }))).toEqual({ ok: true, message })
  })

  it.each([
    ['', 'JSON'],
    ['{', 'JSON'],
    ['[]', 'object'],
    ['null', 'object'],
    ['"ping"', 'object'],
    ['{}', '"type"'],
    ['{"type":7}', '"type"'],
    ['{"type":"open","view":"v"}', '"channel"'],
    ['{"type":"open","channel":"c","view":""}', '"view"'],
    ['{"type":"open","channel":"c","view":"v","position":{"epoch":"e","offset":-1}}', '"position"'],
    ['{"type":"open","channel":"c","view":"v","position":{"epoch":"e","offset":1.5}}', '"position"'],
    ['{"type":"open","channel":"c","view":"v","position":null}', '"position"'],
    ['{"type":"open","channel":"c","view":"v","version":1.5}', '"version"'],
    ['{"type":"open","channel":"c","view":"v","version":"2"}', '"version"'],
    ['{"type":"close","channel":"c"}', '"view"'],
    ['{"type":"close","view":"c"}', '"channel"'],
    ['{"type":"command","channel":"c","name":"n"}', '"id"'],
    ['{"type":"command","id":"","channel":"c","name":"n"}', '"id"'],
    [`{"type":"command","id":"${'x'.repeat(65)}","channel":"c","name":"n"}`, '"id"'],
    ['{"type":"command","id":"a b","channel":"c","name":"n"}', '"id"'],
    ['{"type":"command","id":"é","channel":"c","name":"n"}', '"id"'],
    ['{"type":"open","channel":"c/\\ud800","view":"v"}', '"channel"'],
    ['{"type":"command","id":"1","name":"n"}', '"channel"'],
    [`{"type":"command","id":"1","channel":"${'x'.repeat(201)}","name":"n"}`, '"channel"'],
    ['{"type":"command","id":"1","channel":"c"}', '"name"'],
    ['{"type":"signal","channel":"c"}', '"name"'],
    ['{"type":"signal","name":"c"}', '"channel"'],
    ['{"type":"read","id":"1","channel":"c","view":"v","before":"9","limit":1}', '"before"'],
    ['{"type":"read","id":"1","channel":"c","view":"v","before":9,"limit":0}', '"limit"'],
    ['{"type":"read","id":"1","channel":"c","view":"v","before":9,"limit":201}', '"limit"'],
    ['{"type":"read","channel":"c","view":"v","before":9,"limit":1}', '"id"'],
    ['{"type":"read","id":"1","view":"v","before":9,"limit":1}', '"channel"'],
    ['{"type":"read","id":"1","channel":"c","before":9,"limit":1}', '"view"'],
    ['{"type":"find","channel":"c","view":"v","collection":"n","by":{"id":"1"}}', '"id"'],
    ['{"type":"find","id":"1","view":"v","collection":"n","by":{"id":"1"}}', '"channel"'],
    ['{"type":"find","id":"1","channel":"c","collection":"n","by":{"id":"1"}}', '"view"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","by":{"id":"1"}}', '"collection"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n"}', '"by"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n","by":["id"]}', '"by"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n","by":{"id":7}}', '"by.id"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n","by":{"limit":201}}', '"by.limit"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n","by":{"limit":1,"search":""}}', '"by.search"'],
    ['{"type":"find","id":"1","channel":"c","view":"v","collection":"n","by":{"limit":1,"before":3}}', '"by.before"'],
    ['{"type":"hello","protocol":1,"schema":["chat"]}', '"schema"'],
    ['{"type":"hello","protocol":1,"schema":{"chat":"1"}}', '"schema"'],
    ['{"type":"hello"}', '"protocol"'],
    ['{"type":"hello","protocol":1,"guest":{"key":"short"}}', '"guest.key"'],
    ['{"type":"hello","protocol":1,"guest":7}', '"guest.key"'],
    ['{"type":"hello","protocol":1,"guest":{"key":"0123456789abcdef","name":"  "}}', '"guest.name"'],
    ['{"type":"hello","protocol":1,"token":""}', '"token"'],
    ['{"type":"hello","protocol":1,"token":{}}', '"token"'],
    ['{"type":"authenticate"}', '"token"'],
    [`{"type":"authenticate","token":"${'x'.repeat(maxTokenLength + 1)}"}`, '"token"'],
  ])('%s is refused with a sentence about %s', (text, about) => {
    const parsed = parseUp(text)
    expect(parsed).toMatchObject({ ok: false, code: 'bad-message' })
    expect(!parsed.ok && parsed.text).toContain(about)
  })

  it.each(['__proto__', 'constructor', 'toString', 'x'.repeat(1000)])('of the type %s is unknown', (type) => {
    const parsed = parseUp(JSON.stringify({ type }))
    expect(parsed).toMatchObject({ ok: false, code: 'unknown-type' })
    expect(!parsed.ok && parsed.text.length).toBeLessThan(100)
  })

  it('nested too deep is refused; brackets in texts do not count', () => {
    const nested = (depth: number) =>
      `{"type":"signal","channel":"c","name":"n","data":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(parseUp(nested(maxNesting - 1))).toMatchObject({ ok: true })
    for (const depth of [maxNesting, 30_000]) {
      expect(parseUp(nested(depth))).toMatchObject({ ok: false, code: 'bad-message' })
    }
    const text = `\\"${'['.repeat(1000)}`
    expect(parseUp(JSON.stringify({ type: 'signal', channel: 'c', name: 'n', data: text }))).toMatchObject({ ok: true })
  })

  it('never throws, whatever the text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ type: fc.constantFrom(...valid.map(({ type }) => type)) })
        .chain((base) =>
          fc
            .dictionary(
              fc.constantFrom('id', 'channel', 'view', 'position', 'before', 'guest', 'token'),
              fc.jsonValue(),
            )
            .map((more) => JSON.stringify({ ...more, ...base })),
        ),
    )
    fc.assert(
      fc.property(anything, (text) => typeof parseUp(text).ok === 'boolean'),
      { numRuns: 2000 },
    )
  })
})
