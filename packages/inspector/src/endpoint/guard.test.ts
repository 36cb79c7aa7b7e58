import { entryOf } from '@parley/diagnosis'
import { describe, expect, it } from 'vitest'
import { FakeInspection, serveInspector } from '../../test/fake-inspection.ts'
import { judgeVisit, type Kind, type Visit } from './guard.ts'

const token = 'the-token-of-the-page'

function visit(changes: Partial<Visit> = {}, headers: Visit['headers'] = {}): Visit {
  return {
    method: 'POST',
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    localPort: 3000,
    isEncrypted: false,
    headers: {
      host: 'localhost:3000',
      origin: `http${changes.isEncrypted ? 's' : ''}://${headers.host ?? 'localhost:3000'}`,
      'x-parley-inspect': token,
      ...headers,
    },
    ...changes,
  }
}
/** As a browser would ask for it, with these changes. */
const codeOf = (kind: Kind, changes: Partial<Visit> = {}, headers: Visit['headers'] = {}) => {
  const method = kind === 'data' ? 'POST' : 'GET'
  return judgeVisit(visit({ method, ...changes }, headers), kind, token)?.code
}

describe('who may look', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('comes from %s', (remoteAddress) => {
    expect(codeOf('data', { remoteAddress })).toBeUndefined()
  })

  it.each(['192.168.1.7', '10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '1127.0.0.1', '127.0.0.1.example', undefined])(
    'does not come from %s',
    (remoteAddress) => {
      expect(codeOf('page', { remoteAddress })).toBe('inspect/remote')
    },
  )

  it.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-real-ip',
    'cf-connecting-ip',
    'true-client-ip',
  ])('does not come through a proxy that says %s', (header) => {
    expect(codeOf('page', {}, { [header]: '127.0.0.1' })).toBe('inspect/forwarded')
  })

  it.each(['localhost:3000', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000'])('calls it %s', (host) => {
    expect(codeOf('data', {}, { host })).toBeUndefined()
  })

  it.each([
    'attacker.example:3000',
    'localhost.attacker.example:3000',
    '127.0.0.1.nip.io:3000',
    'localhost:3001',
    'localhost',
    'localhost:',
    '0.0.0.0:3000',
    '2130706433:3000',
    '[::ffff:127.0.0.1]:3000',
    'localhost:3000@attacker.example',
    'app.localhost:3000',
    '',
    undefined,
  ])('does not call it %s, whose name may have been made to point here', (host) => {
    expect(codeOf('page', {}, { host })).toBe('inspect/host')
  })

  it('may leave the port out where it goes without saying', () => {
    expect(codeOf('data', { localPort: 80 }, { host: 'localhost' })).toBeUndefined()
    expect(codeOf('data', { localPort: 443, isEncrypted: true }, { host: 'localhost' })).toBeUndefined()
    expect(codeOf('data', { localPort: 443 }, { host: 'localhost' })).toBe('inspect/host')
  })

  it('by HTTP/2 is judged by its authority, and by both if both are there', () => {
    expect(codeOf('data', {}, { host: undefined, ':authority': 'localhost:3000' })).toBeUndefined()
    expect(codeOf('data', {}, { ':authority': 'attacker.example:3000' })).toBe('inspect/host')
  })

  it('does not come by HTTP/1.0 or with "Connection: upgrade", as through a proxy that is set up with a line or three', () => {
    expect(codeOf('page', { httpVersion: '1.0' })).toBe('inspect/forwarded')
    expect(codeOf('page', {}, { connection: 'upgrade' })).toBe('inspect/forwarded')
    expect(codeOf('data', {}, { connection: 'keep-alive' })).toBeUndefined()
    expect(codeOf('data', { httpVersion: '2.0' })).toBeUndefined()
  })

  const kinds: Kind[] = ['page', 'script', 'data']
  it.each(kinds)('is no page of another origin: %s', (kind) => {
    const foreign = ['https://attacker.example', 'null', 'http://localhost:5173', 'https://localhost:3000', '']
    for (const origin of foreign) expect(codeOf(kind, {}, { origin }), origin).toBe('inspect/origin')
    expect(codeOf(kind, {}, { origin: 'http://localhost:3000' })).toBeUndefined()
    for (const site of ['cross-site', 'same-site']) {
      expect(codeOf(kind, {}, { 'sec-fetch-site': site }), site).toBe('inspect/origin')
      const framed = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }
      expect(codeOf(kind, {}, framed), site).toBe('inspect/origin')
    }
    expect(codeOf(kind, {}, { 'sec-fetch-site': 'same-origin' })).toBeUndefined()
  })

  it('may follow a link to the page from anywhere, and to nothing else', () => {
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect(codeOf('page', {}, followed)).toBeUndefined()
    expect(codeOf('data', {}, followed)).toBe('inspect/origin')
    expect(codeOf('script', {}, followed)).toBe('inspect/origin')
  })

  it('names its origin for everything but the page and its script, as a browser does', () => {
    expect(codeOf('data', {}, { origin: undefined })).toBe('inspect/origin')
    expect(codeOf('page', {}, { origin: undefined })).toBeUndefined()
    expect(codeOf('script', {}, { origin: undefined })).toBeUndefined()
  })

  it('shows the token of the page for everything but the page and its script', () => {
    for (const shown of [undefined, '', 'another', `${token}x`]) {
      const headers = { 'x-parley-inspect': shown }
      expect(codeOf('data', {}, headers)).toBe('inspect/token')
      expect(codeOf('page', {}, headers)).toBeUndefined()
      expect(codeOf('script', {}, headers)).toBeUndefined()
    }
  })

  it('gets the page and its script, and posts for all else', () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS']) expect(codeOf('data', { method })).toBe('inspect/method')
    for (const method of ['POST', 'DELETE']) expect(codeOf('page', { method })).toBe('inspect/method')
    expect(codeOf('page', { method: 'HEAD' })).toBeUndefined()
  })
})

describe('the endpoint', () => {
  it('answers nobody where it is off, whoever asks, and says so', async () => {
    const inspection = new FakeInspection()
    const { ask, token: tokenOf } = await serveInspector(inspection)
    const shown = { 'x-parley-inspect': await tokenOf() }
    inspection.isOff = true
    for (const path of ['', '/inspector.js', '/events', '/log?channel=a/b']) {
      const { status, body } = await ask(path, shown)
      expect([status, JSON.parse(body).code]).toEqual([404, 'inspect/off'])
    }
  })

  it('refuses each address without the token, and streams too', async () => {
    const { ask } = await serveInspector()
    for (const path of ['/events', '/events?socket=s1', '/log', '/state', '/documents', '/nothing']) {
      expect(JSON.parse((await ask(path)).body).code, path).toBe('inspect/token')
    }
    for (const path of ['/push', '/replay']) {
      const { body } = await ask(path, { 'content-type': 'application/json' }, { body: '{}' })
      expect(JSON.parse(body).code, path).toBe('inspect/token')
    }
    expect(JSON.parse((await ask('/events', {}, { method: 'GET' })).body).code).toBe('inspect/method')
  })

  it('takes no form for JSON: what a foreign page can post without being asked', async () => {
    const inspection = new FakeInspection()
    const { ask, token: tokenOf } = await serveInspector(inspection)
    const shown = { 'x-parley-inspect': await tokenOf() }
    const body = JSON.stringify({ socket: 's1', text: 'hi' })
    const form = await ask('/push', { ...shown, 'content-type': 'text/plain' }, { body })
    expect(JSON.parse(form.body).code).toBe('inspect/request')
    expect(inspection.pushed).toEqual([])
    const right = await ask('/push', { ...shown, 'content-type': 'application/json' }, { body })
    expect([right.status, inspection.pushed]).toEqual([200, ['hi']])
  })

  it('lets nobody keep, frame or sniff an answer, refusals included', async () => {
    const { ask } = await serveInspector()
    for (const answer of [await ask(''), await ask('/events'), await ask('', { host: 'attacker.example' })]) {
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('gives its page a policy without any inline script, eval or foreign host', async () => {
    const { ask, port } = await serveInspector()
    const policy = String((await ask('')).headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port};`)
  })

  it('has another token each time the server starts', async () => {
    const [one, other] = [await serveInspector(), await serveInspector()]
    expect(await one.token()).toHaveLength(43)
    expect(await one.token()).not.toBe(await other.token())
  })

  it('tells a browser why it is refused, in its language, and escapes what came with the request', async () => {
    const { ask } = await serveInspector()
    const headers = { host: '<b>attacker</b>:1', accept: 'text/html', 'accept-language': 'ko-KR,ko;q=0.9' }
    const { status, headers: got, body } = await ask('', headers)
    expect([status, got['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
    expect(body).toContain('inspect/host')
    expect(body).toContain('리바인딩')
    expect(body).not.toContain('<b>')
  })

  it('has words for every code it may answer with', () => {
    const codes = [
      'off',
      'remote',
      'forwarded',
      'host',
      'origin',
      'token',
      'method',
      'not-found',
      'not-built',
      'request',
    ]
    codes.push('too-many-pages', 'unknown-attempt', 'unknown-socket', 'unknown-channel', 'unknown-view', 'trimmed')
    codes.push('unreadable', 'not-plain', 'closing', 'replay', 'replay-http2')
    for (const code of codes) expect(entryOf(`inspect/${code}`), code).toBeDefined()
  })
})
