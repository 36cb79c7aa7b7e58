import { describe, expect, test } from 'vitest'
import { DeskStage, png } from '../../test/desk.ts'

const refused = (status: number, code: string) =>
  expect.objectContaining({ status, json: expect.objectContaining({ code }) })

describe('an upload', () => {
  test('is fetched by whoever knows its id, as what it is, sealed off from the page', async () => {
    const stage = new DeskStage()
    const uploaded = await stage.upload('ana', { name: '고양이.png' })
    const file = { name: '고양이.png', type: 'image/png', size: png.length, width: 3, height: 2 }
    expect(uploaded).toMatchObject({ status: 201, json: { file } })
    const { id } = uploaded.json.file as { readonly id: string }
    const response = (await stage.fetch(undefined, `files/${id}`))!
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png.length),
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'content-disposition': expect.stringMatching(/^inline; filename="___\.png"; filename\*=UTF-8''/),
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true)
    expect(stage.memory.reports).toEqual([])
  })

  test('that is no picture is only ever saved', async () => {
    const stage = new DeskStage()
    const page = { name: 'a.html', type: 'text/html', body: '<script>alert(1)</script>' }
    const { json } = await stage.upload('ana', page)
    const { headers } = await stage.ask('ben', `files/${(json.file as { readonly id: string }).id}`)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="a\.html"/)
  })

  test('is asked for with HEAD without its bytes', async () => {
    const stage = new DeskStage()
    const { id } = await stage.uploaded('ana')
    const response = (await stage.fetch('ben', `files/${id}`, { method: 'HEAD' }))!
    const found = [response.status, response.headers.get('content-length'), await response.text()]
    expect(found).toEqual([200, String(png.length), ''])
  })

  test('is gone, from the store as well, once its channel does not know it', async () => {
    const stage = new DeskStage()
    const { id } = await stage.uploaded('ana')
    await stage.memory.server.command('desk/ana', 'uploadGone', { ids: [id] })
    expect(await stage.ask('ana', `files/${id}`)).toEqual(refused(404, 'desk/no-file'))
    expect(stage.stored).toEqual([])
  })

  test.each([
    [
      'of a type that is not taken',
      415,
      'desk/file-type',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'image/svg+xml',
    ],
    ['that is not what it says', 415, 'desk/file-type', 'no picture', 'image/png'],
    ['with nothing in it', 400, 'desk/file-empty', '', 'text/plain'],
    ['that is too large', 413, 'desk/file-too-large', 'x'.repeat(2001), 'text/plain'],
  ])('%s is refused with its reason, and nothing is kept', async (_what, status, code, body, type) => {
    const stage = new DeskStage({ maxBytes: 2000 })
    expect(await stage.upload('ana', { body, type })).toEqual(refused(status, code))
    expect(stage.stored).toEqual([])
    expect(stage.memory.reports).toEqual([])
  })

  test('that says beforehand that it is too large is not read', async () => {
    const stage = new DeskStage({ maxBytes: 2000 })
    const pull = () => {
      throw new Error('it was read')
    }
    const untouched = new ReadableStream({ pull }, { highWaterMark: 0 })
    const headers = { 'content-length': '2001', 'content-type': 'text/plain' }
    const answer = await stage.ask('ana', 'files?of=ana&name=a', { method: 'POST', body: untouched, headers })
    expect(answer).toEqual(refused(413, 'desk/file-too-large'))
  })

  test('without a body, or for a key that none can be, is told what to send', async () => {
    const stage = new DeskStage()
    expect(await stage.ask('ana', 'files?of=ana', { method: 'POST' })).toEqual(refused(400, 'desk/file-empty'))
    for (const address of ['files', 'files?of=', 'files?of=..%2fx', `files?of=${'a'.repeat(65)}`]) {
      const answer = await stage.ask('ana', address, { method: 'POST', body: 'x' })
      expect(answer).toEqual(refused(400, 'bad-message'))
      expect(answer.json.message).toContain('POST …/desk/files?of=…&name=cat.png')
    }
  })

  test('to a channel that is not open to its sender is not read', async () => {
    const stage = new DeskStage()
    const pull = () => {
      throw new Error('it was read')
    }
    const untouched = new ReadableStream({ pull }, { highWaterMark: 0 })
    expect(await stage.upload('eve', { of: 'ana', body: untouched })).toEqual(refused(403, 'not-allowed'))
    expect(stage.stored).toEqual([])
  })

  test('that its channel refuses leaves nothing, and the refusal is the channel’s', async () => {
    const stage = new DeskStage()
    const refusal = Object.assign(new Error('The desk is full.'), { code: 'desk/full', retryable: false })
    const context = { ...stage.memory.context({ id: 'ana', name: 'Ana', guest: false }) }
    context.command = () => Promise.reject(refusal)
    const init = { method: 'POST', body: png, headers: { 'content-type': 'image/png' } }
    const request = new Request('http://localhost/parley/desk/files?of=ana&name=a.png', init)
    const response = (await stage.feature.fetch?.(request, context))!
    expect([response.status, await response.json()]).toEqual([409, { code: 'desk/full', message: 'The desk is full.' }])
    expect(stage.stored).toEqual([])
  })

  test('whose sender goes in the middle leaves nothing, and is no fault', async () => {
    const stage = new DeskStage()
    const gone = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(300_000).fill(97)),
      pull: (controller) => controller.error(new DOMException('The client has gone.', 'AbortError')),
    })
    expect(await stage.upload('ana', { body: gone, type: 'text/plain' })).toEqual(refused(400, 'desk/upload-aborted'))
    expect(stage.stored).toEqual([])
    expect((await stage.upload('ana')).status).toBe(201)
  })

  test('waits its turn: so many of one person, and so many of all', async () => {
    const stage = new DeskStage({ maxAtOncePerPerson: 2, maxAtOnce: 3 })
    const slow = (who: string) => {
      let end = () => {}
      const body = new ReadableStream({
        start: (controller) => {
          end = () => {
            controller.enqueue(Buffer.from('text'))
            controller.close()
          }
        },
      })
      return { answer: stage.upload(who, { body, type: 'text/plain' }), end: () => end() }
    }
    const running = [slow('ana'), slow('ana')]
    const third = await stage.upload('ana')
    expect(third).toEqual(refused(429, 'desk/too-many-uploads'))
    expect(third.headers.get('retry-after')).toBe('1')
    running.push(slow('ben'))
    expect(await stage.upload('cho')).toEqual(refused(429, 'desk/too-many-uploads'))
    for (const { end } of running) end()
    const statuses = (await Promise.all(running.map(({ answer }) => answer))).map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 201])
    expect((await stage.upload('ana')).status).toBe(201)
  })
})

test('one person sends so many in a minute; others are not held up', async () => {
  const stage = new DeskStage({ maxPerMinutePerPerson: 2 })
  for (let n = 0; n < 2; n++) expect((await stage.upload('ana')).status).toBe(201)
  const third = await stage.upload('ana')
  expect(third).toEqual(refused(429, 'too-fast'))
  expect(third.json.retryAfterMs).toBeGreaterThan(0)
  expect((await stage.upload('ben')).status).toBe(201)
})

test('a channel that cannot be asked whether a file still stands keeps the file', async () => {
  const stage = new DeskStage()
  const { id } = await stage.uploaded('ana')
  const later = Object.assign(new Error('later'), { code: 'store-unavailable', retryable: true })
  const request = new Request(`http://localhost/parley/desk/files/${id}`)
  const answer = await stage.feature.fetch?.(request, { ...stage.context, find: () => Promise.reject(later) })
  expect([answer?.status, answer?.headers.get('retry-after')]).toEqual([503, '1'])
  expect((await stage.ask('ben', `files/${id}`)).status).toBe(200)
})

describe('an address', () => {
  test('of nobody is asked to sign in, and a wrong method is told the right ones', async () => {
    const stage = new DeskStage()
    const nobody = await stage.ask(undefined, 'files?of=ana', { method: 'POST', body: 'x' })
    expect(nobody).toEqual(refused(401, 'unauthenticated'))
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="parley"')
    const [many, one] = [
      await stage.ask('ana', 'files'),
      await stage.ask('ana', `files/${'0'.repeat(32)}`, { method: 'DELETE' }),
    ]
    expect([many, one]).toEqual([refused(405, 'desk/method'), refused(405, 'desk/method')])
    expect([many.headers.get('allow'), one.headers.get('allow')]).toEqual(['POST', 'GET, HEAD'])
  })

  test('that is not about files is the feature’s', async () => {
    const stage = new DeskStage()
    for (const address of ['', 'file', 'files/1', `files/${'0'.repeat(31)}g`, `files/..%2f${'0'.repeat(32)}`, 'x/desk'])
      expect(await stage.fetch('ana', address), address).toBeUndefined()
    expect(await stage.ask('ana', `files/${'0'.repeat(32)}`)).toEqual(refused(404, 'desk/no-file'))
  })

  test('of files says so where the server takes none, and nothing is swept', async () => {
    const stage = new DeskStage(false)
    expect(await stage.upload('ana')).toEqual(refused(403, 'desk/files-off'))
    expect(await stage.fetch('ana', `files/${'0'.repeat(32)}`)).toBeUndefined()
    expect(stage.feature.start).toBeUndefined()
  })
})
