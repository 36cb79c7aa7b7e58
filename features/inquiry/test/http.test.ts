import { describe, expect, test } from 'vitest'
import { type InquiryOptions, inquiry } from '../src/server.ts'
import { codeOf, Running } from './doors/running.ts'
import { agents, guest, inquiryId, teams, user } from './stage.ts'

const ana = user('ana')
const [mail, all] = ['the-key-of-mail-in', 'the-key-of-everything']
const options: InquiryOptions = {
  keys: [
    { key: mail, may: ['open', 'customer'], perSecond: 2 },
    { key: all, may: ['open', 'customer', 'agent', 'bot', 'note', 'report'] },
  ],
}
const asks = { customer: { id: 'ana', name: 'Ana', verified: true }, text: 'Where is it?' }

interface Asked {
  readonly key?: string
  readonly body?: unknown
  readonly init?: RequestInit
  readonly address?: string
}

async function ask(running: Running, { key = all, body, init = {}, address = 'messages' }: Asked = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const asked = { method: 'POST', ...(body !== undefined && { body: text }), ...init }
  const headers = { authorization: `Bearer ${key}`, ...init.headers }
  const request = new Request(`http://127.0.0.1/parley/inquiry/${address}`, { ...asked, headers })
  const response = await running.through(running.memory.fetch(request))
  if (response === undefined) throw new Error('There is nothing at this address.')
  const words = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  const json = isJson ? (JSON.parse(words) as { readonly [field: string]: unknown }) : {}
  return { status: response.status, headers: response.headers, text: words, json, message: String(json.message) }
}

describe('a program with a key', () => {
  test('begins an inquiry for a customer, under the same id once, and goes on in it', async () => {
    const running = new Running(options)
    const first = await ask(running, { key: mail, body: { ...asks, id: 'mail-17', team: 'billing' } })
    expect(first).toMatchObject({
      status: 200,
      json: { id: 'mail-17', inquiry: expect.stringMatching(/^[0-9a-f]{40}$/) },
    })
    expect(first.headers.get('cache-control')).toBe('no-store')
    const again = await ask(running, { key: mail, body: { ...asks, id: 'mail-17', team: 'billing' } })
    expect(again.json).toEqual(first.json)
    const id = String(first.json.inquiry)
    for (const as of ['customer', 'agent', 'bot', 'note']) {
      const by =
        as === 'agent' || as === 'note' ? { by: { id: 'alice', name: 'Alice' } } : { by: { id: 'x', name: 'X' } }
      for (let twice = 0; twice < 2; twice++) {
        const said = await ask(running, { body: { inquiry: id, as, text: `As ${as}`, id: `say-${as}`, ...by } })
        expect(said).toMatchObject({ status: 200, json: { inquiry: id, id: `say-${as}` } })
      }
    }
    const { recent } = (await running.memory.server.open(`inquiry/${id}`, 'agent')).state as {
      recent: { kind: string; text?: string; by?: unknown }[]
    }
    const said = recent.filter(({ kind }) => kind !== 'activity')
    expect(said.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      ...['customer: Where is it?', 'customer: As customer', 'agent: As agent', 'bot: As bot', 'note: As note'],
    ])
    expect(said[1]?.by).toEqual({ id: 'ana', name: 'Ana', verified: true })
    expect(await running.list(ana)).toMatchObject([{ id, no: 1, subject: 'Where is it?' }])
    expect(await running.waiting('billing')).toMatchObject([{ id, team: 'billing' }])
  })

  test('begins none of an id that somebody else took before: nobody can take it', async () => {
    const running = new Running(options)
    const { json } = await ask(running, { body: { ...asks, id: 'mail-17' } })
    const inquiry = String(json.inquiry)
    const other = new Running(options)
    const start = { inquiry, ticket: 'ticketnoe', text: 'Mine' }
    expect(await codeOf(other.command(user('eve'), 'inquiry-customer/eve', 'start', start))).toBe('invalid-input')
    expect((await ask(other, { body: { ...asks, id: 'mail-17' } })).json).toMatchObject({ inquiry })
    await ask(other, { body: { inquiry, as: 'agent', by: { id: 'alice', name: 'Alice' }, text: 'Secret' } })
    await expect(
      other.memory.context(user('eve')).open(user('eve'), `inquiry/${inquiry}`, 'customer'),
    ).rejects.toThrow()
  })

  test('is told so where what it began under the same id is somebody else’s by now', async () => {
    const running = new Running(options)
    const body = { ...asks, customer: { id: 'guest-7', name: 'Vic' }, id: 'mail-17' }
    const { json } = await ask(running, { body })
    const [visitor, code] = [guest('guest-7'), 'x'.repeat(24)]
    await running.command(visitor, 'inquiry-customer/guest-7', 'offer', { code })
    await running.command(ana, 'inquiry-customer/guest-7', 'adopt', { code })
    await running.advance(25 * 3_600_000)
    const again = await ask(running, { body })
    expect(again).toMatchObject({ status: 409, json: { code: 'inquiry/not-begun' } })
    expect(await running.list(visitor)).toEqual([])
    expect(await running.list(ana)).toMatchObject([{ id: json.inquiry }])
  })

  test('is answered with the same inquiry under the same id, also days later and when it is over', async () => {
    const running = new Running(options)
    const body = { ...asks, id: 'mail-17' }
    const { json } = await ask(running, { body })
    await running.api.resolve(String(json.inquiry))
    await running.advance(50 * 3_600_000)
    expect(await ask(running, { body })).toMatchObject({ status: 200, json: { inquiry: json.inquiry } })
    expect(await running.list(ana)).toHaveLength(1)
  })

  test('shares no ids with other programs, nor with the house, and nobody reads them', async () => {
    const running = new Running({ ...options, bot: { name: 'Helper', answer: () => ({ text: 'Here' }) } })
    const { json } = await ask(running, { body: asks })
    const inquiry = String(json.inquiry)
    for (const n of [2, 3, 4, 5, 6, 7, 8, 9])
      await ask(running, { body: { inquiry, as: 'customer', text: `More ${n}`, id: `bot.${n}` } })
    for (const key of [all, mail])
      await ask(running, { key, body: { inquiry, as: 'customer', text: `order-17 by ${key}`, id: 'order-17' } })
    await running.turn()
    const { state } = await running.memory.context(ana).open(ana, `inquiry/${inquiry}`, 'customer')
    const { recent } = state as { recent: { kind: string; text?: string; id?: string }[] }
    expect(recent.filter(({ text }) => text?.startsWith('order-17'))).toHaveLength(2)
    expect(recent.at(-1)).toMatchObject({ kind: 'bot', text: 'Here' })
    expect(
      recent
        .filter(({ kind }) => kind === 'customer')
        .map(({ id }) => id)
        .join(),
    ).not.toMatch(/bot|order/)
  })

  test('that does not say who a customer is, begins an inquiry of a guest', async () => {
    const running = new Running(options)
    await ask(running, { body: { ...asks, customer: { id: 'mail:ana@example.org', name: 'Ana' } } })
    expect((await running.waiting())[0]?.customer).toEqual({
      ...{ id: 'mail:ana@example.org', name: 'Ana', verified: false },
    })
  })

  test('does not begin a second one beside an open one', async () => {
    const running = new Running(options)
    await ask(running, { body: asks })
    expect(await ask(running, { body: asks })).toMatchObject({ status: 409, json: { code: 'inquiry/already-open' } })
  })

  const say = { inquiry: inquiryId('a'), as: 'customer', text: 'x' }
  test.each<[string, unknown, number, string, string]>([
    ['neither', { text: 'x' }, 400, 'invalid-input', '"inquiry"'],
    ['both', { ...asks, ...say }, 400, 'invalid-input', '"inquiry"'],
    ['no customer', { customer: 'ana', text: 'x' }, 400, 'invalid-input', '"customer"'],
    [
      'somebody who cannot be',
      { customer: { id: 'x'.repeat(151), name: 'X' }, text: 'x' },
      400,
      'invalid-input',
      '"cus',
    ],
    ['no text', { customer: asks.customer }, 400, 'invalid-input', ''],
    ['text of nothing', { ...asks, text: ' ' }, 409, 'inquiry/empty', ''],
    ['a team that there is not', { ...asks, team: 'x' }, 409, 'inquiry/no-team', '"x"'],
    ['a field that there is not', { ...asks, answers: { x: 'y' } }, 409, 'inquiry/bad-form', '"x"'],
    ['nobody that there is', { ...say, as: 'king' }, 400, 'invalid-input', '"as"'],
    ['an inquiry that cannot be', { ...say, inquiry: '17' }, 400, 'invalid-input', '"inquiry"'],
    ['an inquiry that there is not', say, 403, 'not-allowed', 'no such inquiry'],
    ['an agent without a name', { ...say, as: 'agent', inquiry: inquiryId('b') }, 400, 'invalid-input', 'by'],
    [
      'an agent who cannot be',
      { ...say, as: 'agent', by: { id: 'x\ud800', name: 'X' }, inquiry: inquiryId('b') },
      400,
      'invalid-input',
      'id',
    ],
    ['nobody', { customer: { id: 'erased', name: 'X' }, text: 'x' }, 400, 'invalid-input', '"cus'],
    ['an id with blanks', { ...asks, id: 'a b' }, 400, 'invalid-input', '"id"'],
    ['what is no JSON', '{', 400, 'bad-message', 'JSON object'],
    ['a list', [], 400, 'bad-message', 'JSON object'],
  ])('is told what is wrong with %s', async (_what, body, status, code, words) => {
    const running = new Running(options)
    await running.start(user('ben'), 'b')
    const answer = await ask(running, { body })
    expect(answer).toMatchObject({ status, json: { code } })
    expect(answer.message).toContain(words)
  })

  test.each([
    [{ ...say, as: 'agent' }, '"agent"'],
    [{ ...say, as: 'note' }, '"note"'],
    [{ ...say, as: 'bot' }, '"bot"'],
  ])('may not %o if that is not what it may', async (body, words) => {
    const answer = await ask(new Running(options), { key: mail, body })
    expect(answer).toMatchObject({ status: 403, json: { code: 'not-allowed' } })
    expect(answer.message).toContain(words)
  })

  test('is told to come back later when it comes too fast, others are not', async () => {
    const running = new Running(options)
    for (let n = 0; n < 4; n++) await ask(running, { key: mail, body: '{' })
    const answer = await ask(running, { key: mail, body: asks })
    expect(answer).toMatchObject({ status: 429, json: { code: 'too-fast', retryAfterMs: 501 } })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect((await ask(running, { body: asks })).status).toBe(200)
  })

  test('sends a megabyte in vain', async () => {
    const body = JSON.stringify({ ...asks, text: 'x'.repeat(1_000_000) })
    expect(await ask(new Running(options), { body })).toMatchObject({
      status: 413,
      json: { code: 'inquiry/too-large' },
    })
  })
})

describe('a report', () => {
  const read = (running: Running, query = '', key = all) =>
    ask(running, { key, address: `report.csv${query}`, init: { method: 'GET' } })

  test('has a line for each day and team', async () => {
    const running = new Running(options, Date.UTC(2026, 10, 29, 23, 0))
    await running.start(ana, 'a')
    await running.take('alice', 'a')
    await running.advance(60_000)
    await running.reply('alice', 'a', 'Here')
    await running.atDesk('alice', 'resolve', { inquiry: inquiryId('a') })
    await running.say(ana, 'a', 'rate', { score: 4 })
    await running.advance(3_600_000)
    await running.start(user('ben'), 'b', { team: 'billing' })
    const { status, headers, text } = await read(running)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(text.split('\r\n')).toEqual([
      'day,team,opened,resolved,first_replies,first_reply_mean_ms,resolution_mean_ms,rated_1,rated_2,rated_3,rated_4,rated_5,breaches',
      '2026-11-29,support,1,1,1,60000,60000,0,0,0,1,0,0',
      '2026-11-30,billing,1,0,0,,,0,0,0,0,0,0',
      '',
    ])
    expect((await read(running, '?from=2026-11-30')).text).not.toContain('2026-11-29,')
    expect((await read(running, '?to=2026-11-29')).text).not.toContain('2026-11-30,')
    expect(await running.api.report({ from: '2026-11-30' })).toMatchObject([{ team: 'billing', opened: 1 }])
  })

  test('is for keys that may read it, and of days', async () => {
    const running = new Running(options)
    expect(await read(running, '', mail)).toMatchObject({ status: 403, json: { code: 'not-allowed' } })
    expect(await read(running, '?from=yesterday')).toMatchObject({ status: 400, json: { code: 'invalid-input' } })
  })
})

describe('a program without a key of ours', () => {
  test.each(['Bearer the-key-of-mail-im', 'Bearer', 'Basic abc', '', `Bearer ${mail} ${all}`])(
    'is nobody with %j, whatever else is wrong',
    async (authorization) => {
      const running = new Running(options)
      for (const [address, method] of [
        ['messages', 'POST'],
        ['report.csv', 'GET'],
      ] as const) {
        const answer = await ask(running, { address, init: { method, headers: { authorization } } })
        expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
        expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="parley"')
      }
    },
  )

  test('learns how to let it where nobody may', async () => {
    const answer = await ask(new Running(), { body: asks })
    expect(answer).toMatchObject({ status: 403, json: { code: 'inquiry/off' } })
    expect(answer.message).toContain('inquiry({ keys: [')
  })
})

test('what a page must know before somebody asks, it may ask', async () => {
  const running = new Running({ teams: { support: { title: { en: 'Support', ko: '고객지원' } } }, files: {} })
  const { status, json } = await ask(running, { address: 'about', init: { method: 'GET' } })
  expect(status).toBe(200)
  expect(json).toMatchObject({
    ...{ fields: [{ name: 'name' }, { name: 'email' }], teams: { support: { title: { ko: '고객지원' } } } },
    ...{ hasBot: false, hasMail: false, maxTextLength: 10_000, maxFilesPerMessage: 15, maxFileBytes: 26_214_400 },
  })
  const none = new Running({ files: false })
  const answer = await ask(none, { address: 'about', init: { method: 'GET' } })
  expect(answer.json).toMatchObject({ maxFilesPerMessage: 0, maxFileBytes: 0 })
})

test('each address takes its method and has no neighbours', async () => {
  const running = new Running(options)
  const fetch = (address: string, method: string) =>
    running.memory.fetch(new Request(`http://127.0.0.1/parley/inquiry/${address}`, { method }))
  const wrong = { messages: 'GET', 'report.csv': 'POST', about: 'POST' }
  for (const [address, method] of Object.entries(wrong)) expect((await fetch(address, method))?.status).toBe(405)
  for (const address of ['', 'messages/', 'report', 'aboutness']) expect(await fetch(address, 'GET')).toBeUndefined()
})

test.each<[string, NonNullable<InquiryOptions['keys']>]>([
  ['a short key', [{ key: 'short', may: ['open'] }]],
  ['a key that may nothing', [{ key: mail, may: [] }]],
  ['a key that may what there is not', [{ key: mail, may: ['close' as never] }]],
  ['a key twice', [options.keys![0]!, options.keys![0]!]],
  ['no speed', [{ key: mail, may: ['open'], perSecond: 0 }]],
])('%s is refused at the call', async (_what, keys) => {
  expect(await codeOf((async () => inquiry({ agentOf: agents, teams, keys }))())).toBe('ERR_INQUIRY_KEY')
})
