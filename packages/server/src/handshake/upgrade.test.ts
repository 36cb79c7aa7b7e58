import { describe, expect, it } from 'vitest'
import { key, RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'

const options = { onSocket: () => {}, drainOnSigterm: false }

const refused: [what: string, request: string, status: number, code: string][] = [
  ['version 12', upgradeRequest({ 'Sec-WebSocket-Version': '12' }), 426, 'handshake/version'],
  ['version 8', upgradeRequest({ 'Sec-WebSocket-Version': '8' }), 426, 'handshake/version'],
  ['no version', upgradeRequest({ 'Sec-WebSocket-Version': undefined }), 426, 'handshake/version'],
  ['two versions', upgradeRequest({ 'Sec-WebSocket-Version': ['13', '13'] }), 426, 'handshake/version'],
  ['POST', upgradeRequest({}, 'POST /parley HTTP/1.1'), 405, 'handshake/method'],
  ['HTTP/1.0', upgradeRequest({}, 'GET /parley HTTP/1.0'), 400, 'handshake/http-version'],
  ['no Host', upgradeRequest({ Host: undefined }), 400, 'handshake/host'],
  ['an empty Host', upgradeRequest({ Host: '' }), 400, 'handshake/host'],
  ['two Hosts', upgradeRequest({ Host: ['a', 'b'] }), 400, 'handshake/duplicate-header'],
  ['a Host that is none', upgradeRequest({ Host: 'a/b' }), 400, 'handshake/host'],
  ['a body', `${upgradeRequest({ 'Content-Length': '5' })}hello`, 400, 'handshake/body'],
  ['a body in chunks', `${upgradeRequest({ 'Transfer-Encoding': 'chunked' })}0\r\n\r\n`, 400, 'handshake/body'],
  ['no key', upgradeRequest({ 'Sec-WebSocket-Key': undefined }), 400, 'handshake/key'],
  ['a short key', upgradeRequest({ 'Sec-WebSocket-Key': 'c2hvcnQ=' }), 400, 'handshake/key'],
  ['a key that is no base64', upgradeRequest({ 'Sec-WebSocket-Key': '!'.repeat(24) }), 400, 'handshake/key'],
  ['two keys', upgradeRequest({ 'Sec-WebSocket-Key': [key, key] }), 400, 'handshake/duplicate-header'],
  ['two origins', upgradeRequest({ Origin: ['http://localhost', 'http://evil'] }), 400, 'handshake/duplicate-header'],
  ['a list of protocols with a hole', upgradeRequest({ 'Sec-WebSocket-Protocol': 'a,,b' }), 400, 'handshake/protocol'],
  ['a foreign origin', upgradeRequest({ Origin: 'http://evil.example' }), 403, 'handshake/origin'],
  ['the origin null', upgradeRequest({ Origin: 'null' }), 403, 'handshake/origin-null'],
]

describe('an upgrade request', () => {
  it.each(refused)('with %s is refused with its reason', async (_what, request, status, code) => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    peer.write(request)
    const answer = await peer.answer()
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ code, message: expect.stringMatching(/\w/) })
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(answer.headers.get('connection')).toBe('close')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    if (status === 426) expect(answer.headers.get('sec-websocket-version')).toBe('13')
    await peer.end()
    expect(peer.unread.length).toBe(0)
    await RawPeer.open(served.port).then((next) => next.leave())
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    expect(served.log.errors).toEqual([])
  })

  // Node sees no upgrade in it; the same explanation comes as an ordinary answer.
  it.each([
    ['no Connection', upgradeRequest({ Connection: undefined })],
    ['another Connection', upgradeRequest({ Connection: 'keep-alive' })],
    ['no Upgrade', upgradeRequest({ Upgrade: undefined, Connection: 'close' })],
  ])('with %s is explained', async (_what, request) => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    peer.write(request)
    const answer = await peer.answer()
    expect([400, 426]).toContain(answer.status)
    expect(JSON.parse(answer.body).code).toMatch(/^handshake\//)
    expect(answer.headers.get('connection')).toBe('close')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('that a proxy stripped of Upgrade is told so', async () => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ Upgrade: undefined, Connection: 'close' }))
    const { code, message, fix } = JSON.parse((await peer.answer()).body)
    expect(code).toBe('handshake/proxy-stripped-upgrade')
    expect(message).toBe('A proxy between the client and this server removed "Upgrade" from the request.')
    expect(fix).toContain('proxy_set_header Upgrade $http_upgrade;')
  })

  it('that is refused leaves no way to a second request', async () => {
    const urls: (string | undefined)[] = []
    await using served = await serve(options, (request, response) => {
      urls.push(request.url)
      response.end()
    })
    using peer = await RawPeer.connect(served.port)
    peer.write(`${upgradeRequest({ 'Sec-WebSocket-Version': '8' })}GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect((await peer.answer()).status).toBe(426)
    peer.write('GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n')
    await peer.end()
    expect(peer.unread.length).toBe(0)
    expect(urls).toEqual([])
  })

  it('with a large body gets its answer before the end', async () => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ 'Content-Length': '3000000' }))
    peer.write(Buffer.alloc(3_000_000))
    expect((await peer.answer()).status).toBe(400)
    expect(peer.error).toBeUndefined()
  })

  it('with 2 100 headers is refused and the server lives', async () => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`x${at}`, '']))
    peer.write(upgradeRequest({ Host: undefined, Upgrade: undefined, ...many, Connection: 'Upgrade' }))
    expect((await peer.answer()).status).toBeGreaterThanOrEqual(400)
    await RawPeer.open(served.port).then((next) => next.leave())
  })

  it.each([
    ['the same host', { Origin: 'http://localhost' }],
    ['a listed one', { Origin: 'https://app.example' }],
    ['none', {}],
  ])('with the origin of %s is accepted', async (_what, changes) => {
    await using served = await serve({ ...options, origins: ['https://app.example'] })
    using peer = await RawPeer.open(served.port, undefined, changes)
    expect(served.attached.socketCount).toBe(1)
    await peer.leave()
  })

  it('of a foreign page says which line lets it in', async () => {
    await using served = await serve(options)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ Origin: 'http://localhost:5173' }))
    expect(JSON.parse((await peer.answer()).body).fix).toContain('origins: ["http://localhost:5173"]')
  })

  it('is answered with the first protocol both know', async () => {
    await using served = await serve({ ...options, protocols: ['b', 'a'] })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ 'Sec-WebSocket-Protocol': 'x, a, b' }))
    const { status, headers } = await peer.answer()
    expect([status, headers.get('sec-websocket-protocol')]).toEqual([101, 'a'])
    await peer.leave()
  })

  it.each(['__proto__', 'constructor', 'toString'])('may name a protocol or extension %s', async (name) => {
    await using served = await serve(options)
    const changes = { 'Sec-WebSocket-Protocol': name, 'Sec-WebSocket-Extensions': `${name}; ${name}=1, ${name}` }
    using peer = await RawPeer.open(served.port, undefined, changes)
    await peer.leave()
  })

  it('whose sender resets at once leaves nothing', async () => {
    await using served = await serve(options)
    for (let round = 0; round < 50; round++) {
      const peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest(round % 2 ? {} : { 'Sec-WebSocket-Version': '8' }))
      peer.reset()
    }
    await RawPeer.open(served.port).then((next) => next.leave())
    await until(() => served.attached.socketCount === 0, 'all to be gone')
  })
})
