import { describe, expect, test } from 'vitest'
import { HttpStage, idOf, png } from '../../test/http/http-stage.ts'

const refused = (status: number, code: string) =>
  expect.objectContaining({ status, json: expect.objectContaining({ code }) })

describe('an upload', () => {
  test('of a guest is posted, and fetched by another as what it is, sealed off from the page', async () => {
    const stage = await HttpStage.open()
    const uploaded = await stage.upload('ana', { name: '고양이.png' })
    expect(uploaded).toMatchObject({
      status: 201,
      json: { file: { name: '고양이.png', type: 'image/png', size: png.length, width: 3, height: 2 } },
    })
    const id = idOf(uploaded)
    expect((await stage.post('ana', 'general', { text: 'look', files: [id] })).status).toBe(201)
    const response = (await stage.fetch('ben', `files/${id}`))!
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': expect.stringMatching(/^inline; filename="___\.png"; filename\*=UTF-8''/),
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true)
    const { json } = await stage.ask('ben', 'rooms/general/messages')
    expect(json.messages).toMatchObject([{ text: 'look', files: [{ id, type: 'image/png' }] }])
    expect(stage.reports).toEqual([])
  })

  test('that is no picture is only ever saved', async () => {
    const stage = await HttpStage.open()
    const id = idOf(await stage.upload('ana', { name: 'a.html', type: 'text/html', body: '<script>alert(1)</script>' }))
    const { headers } = await stage.ask('ben', `files/${id}`)
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="a\.html"/)
  })

  test('is asked for with HEAD without its bytes', async () => {
    const stage = await HttpStage.open()
    const id = idOf(await stage.upload('ana'))
    const response = (await stage.fetch('ben', `files/${id}`, { method: 'HEAD' }))!
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      String(png.length),
      '',
    ])
  })

  test.each([
    ['by its author', 'ana'],
    ['by the staff', 'boss'],
  ])('is gone with its message, deleted %s, from the disk as well', async (_how, deleter) => {
    const stage = await HttpStage.open({ isModerator: ({ id }) => id === 'boss' })
    const id = idOf(await stage.upload('ana'))
    const { json } = await stage.post('ana', 'general', { text: '', files: [id] })
    expect(await stage.stored()).toBe(2)
    await stage.command(deleter, 'general', 'delete', { offset: json.offset as number })
    expect(await stage.ask('ben', `files/${id}`)).toEqual(refused(404, 'chat/no-file'))
    expect(await stage.stored()).toBe(0)
    expect(await stage.ask('ana', `files/${id}`)).toEqual(refused(404, 'chat/no-file'))
  })

  test('that nobody ever made is not there', async () => {
    const stage = await HttpStage.open()
    expect(await stage.ask('ana', `files/${'0'.repeat(32)}`)).toEqual(refused(404, 'chat/no-file'))
    for (const address of ['files/1', `files/${'0'.repeat(31)}g`, `files/..%2f${'0'.repeat(32)}`])
      expect(await stage.fetch('ana', address)).toBeUndefined()
  })

  test.each([
    [
      'of a type that is not taken',
      415,
      'chat/file-type',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'image/svg+xml',
    ],
    ['that is not what it says', 415, 'chat/file-type', 'no picture', 'image/png'],
    ['with nothing in it', 400, 'chat/file-empty', '', 'text/plain'],
    ['that is too large', 413, 'chat/file-too-large', 'x'.repeat(2001), 'text/plain'],
  ])('%s is refused with its reason, and nothing is kept', async (_what, status, code, body, type) => {
    const stage = await HttpStage.open({}, { maxBytes: 2000 })
    expect(await stage.upload('ana', { body, type })).toEqual(refused(status, code))
    expect(await stage.stored()).toBe(0)
    expect(stage.reports).toEqual([])
  })

  test('that says beforehand that it is too large is not read', async () => {
    const stage = await HttpStage.open({}, { maxBytes: 2000 })
    const untouched = new ReadableStream(
      {
        pull: () => {
          throw new Error('it was read')
        },
      },
      { highWaterMark: 0 },
    )
    const headers = { 'content-length': '2001', 'content-type': 'text/plain' }
    const answer = await stage.ask('ana', 'files?room=general&name=a', { method: 'POST', body: untouched, headers })
    expect(answer).toEqual(refused(413, 'chat/file-too-large'))
  })

  test('without a body, or to no room, is told what to send', async () => {
    const stage = await HttpStage.open()
    expect(await stage.ask('ana', 'files?room=general', { method: 'POST' })).toEqual(refused(400, 'chat/file-empty'))
    for (const address of ['files', 'files?room=', 'files?room=..%2fx', `files?room=${'a'.repeat(65)}`])
      expect(await stage.ask('ana', address, { method: 'POST', body: 'x' })).toEqual(refused(400, 'bad-message'))
  })

  test('whose sender goes in the middle leaves nothing, and is no fault', async () => {
    const stage = await HttpStage.open()
    const gone = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(300_000).fill(97))
      },
      pull: (controller) => controller.error(new DOMException('The client has gone.', 'AbortError')),
    })
    const answer = await stage.upload('ana', { body: gone, type: 'text/plain' })
    expect(answer).toEqual(refused(400, 'chat/upload-aborted'))
    expect(await stage.stored()).toBe(0)
    expect((await stage.upload('ana')).status).toBe(201)
  })

  test('waits its turn: three of one person, and so many of all', async () => {
    const stage = await HttpStage.open({}, { maxAtOncePerPerson: 2, maxAtOnce: 3 })
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
      const answer = stage.upload(who, { body, type: 'text/plain' })
      return { answer, end: () => end() }
    }
    const running = [slow('ana'), slow('ana')]
    const third = await stage.upload('ana')
    expect(third).toEqual(refused(429, 'chat/too-many-uploads'))
    expect(third.headers.get('retry-after')).toBe('1')
    running.push(slow('ben'))
    expect(await stage.upload('cho')).toEqual(refused(429, 'chat/too-many-uploads'))
    for (const { end } of running) end()
    expect((await Promise.all(running.map(({ answer }) => answer))).map(({ status }) => status)).toEqual([
      201, 201, 201,
    ])
    expect((await stage.upload('ana')).status).toBe(201)
  })

  test('to a room that one may not see is answered as if there were none', async () => {
    const stage = await HttpStage.open()
    await stage.command('ana', 'p-secret', 'create', { kind: 'private', title: 'Secret' })
    const [hidden, none] = [
      await stage.upload('eve', { room: 'p-secret' }),
      await stage.upload('eve', { room: 'p-nobody' }),
    ]
    expect(hidden).toEqual(refused(403, 'not-allowed'))
    expect(JSON.stringify(hidden.json).replaceAll('p-secret', 'p-nobody')).toBe(JSON.stringify(none.json))
    expect(hidden.status).toBe(none.status)
    expect(await stage.stored()).toBe(0)
  })

  test('is used by nobody but its sender, and in no other room', async () => {
    const stage = await HttpStage.open()
    const id = idOf(await stage.upload('ana'))
    expect(await stage.post('ben', 'general', { text: '', files: [id] })).toEqual(refused(409, 'chat/no-file'))
    expect(await stage.post('ana', 'other', { text: '', files: [id] })).toEqual(refused(409, 'chat/no-file'))
    expect((await stage.post('ana', 'general', { text: '', files: [id] })).status).toBe(201)
    expect(await stage.post('ana', 'general', { text: '', files: [id] })).toEqual(refused(409, 'chat/no-file'))
  })
})

test('a store that fails while it is asked whether a file still stands keeps the file', async () => {
  const stage = await HttpStage.open()
  const id = idOf(await stage.upload('ana'))
  const { find } = stage.context
  stage.context.find = () =>
    Promise.reject(Object.assign(new Error('later'), { code: 'store-unavailable', retryable: true }))
  const answer = await stage.ask('ben', `files/${id}`)
  expect(answer).toEqual(refused(503, 'store-unavailable'))
  expect(answer.headers.get('retry-after')).toBe('1')
  stage.context.find = find
  expect((await stage.ask('ben', `files/${id}`)).status).toBe(200)
})
