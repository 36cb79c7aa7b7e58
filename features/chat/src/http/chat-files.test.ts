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

  test('that is refused has codes of the chat, and one without a room is told how to name it', async () => {
    const stage = await HttpStage.open({}, { maxBytes: 2000 })
    expect(await stage.upload('ana', { body: 'no picture' })).toEqual(refused(415, 'chat/file-type'))
    expect(await stage.upload('ana', { body: 'x'.repeat(2001), type: 'text/plain' })).toEqual(
      refused(413, 'chat/file-too-large'),
    )
    expect(await stage.stored()).toBe(0)
    for (const address of ['files', 'files?room=', 'files?room=..%2fx', `files?room=${'a'.repeat(65)}`])
      expect(await stage.ask('ana', address, { method: 'POST', body: 'x' })).toEqual(refused(400, 'bad-message'))
    expect(stage.reports).toEqual([])
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
