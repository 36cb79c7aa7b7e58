import path from 'node:path'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'
import { expect, it, onTestFinished, vi } from 'vitest'
import { RawSession } from './raw-session.ts'
import { newSmallDisk } from './small-disk.ts'
import { startParley } from './start-parley.ts'
import { readPosts, room } from './traffic.ts'

/** The first post makes the room and enters it. */
const beforePosts = 2

const text = (id: string) => `${id} `.padEnd(4000, 'x')

it('on a full disk posts are refused with the reason, reading goes on, and both work again once there is room', async () => {
  const disk = newSmallDisk('8m')
  const data = path.join(disk.folder, 'parley.db')
  const { program, url } = await startParley(data)
  const session = await RawSession.open(url)
  expect(await session.openRoom(room)).toMatchObject({ type: 'opened' })
  disk.fill(5_500_000)

  const stored: string[] = []
  let refusal: Record<string, unknown> | undefined
  while (refusal === undefined) {
    const id = `post.${stored.length + 1}`
    const answer = await session.post(room, id, text(id))
    if (answer.type === 'done') stored.push(id)
    else refusal = answer
  }
  expect(refusal).toMatchObject({
    code: 'store-full',
    retryable: true,
    message: expect.stringContaining('no room left'),
  })
  // Where the data lies is the operator's to know.
  expect(JSON.stringify(refusal)).not.toContain(disk.folder)
  expect(stored.length).toBeGreaterThan(50)
  await vi.waitFor(() => expect(program.stderr).toContain(`There is no room left for ${data}`))

  // Full is full, however often one asks; nobody is sent away for it, and what is there can be read.
  const late = await RawSession.open(url)
  for (let more = 1; more <= 20; more++) {
    expect(await late.post(room, `more.${more}`, text(`more.${more}`))).toMatchObject({ code: 'store-full' })
  }
  const opened = await late.openRoom(room)
  expect(opened).toMatchObject({ type: 'opened', position: { offset: beforePosts + stored.length } })
  expect(idsOf((opened.state as { messages: { text: string }[] }).messages)).toEqual(stored.slice(-50))
  const before = { order: beforePosts + 21, id: `${beforePosts + 21}` }
  const found = await late.find(room, 'find.1', { before, limit: 20 })
  const bodies = (found.documents as { body: { text: string } }[]).map(({ body }) => body)
  expect(idsOf(bodies)).toEqual(stored.slice(0, 20).reverse())
  // Our own client goes on trying by itself.
  const connection = connect(url)
  onTestFinished(() => connection.close())
  const receipt = connection.open(chatRoom, room).commands.post({ text: text('patient.1') })
  await vi.waitFor(() => expect(connection.outbox).toMatchObject([{ reason: { code: 'store-full' } }]), 20_000)

  disk.free()
  const again = `post.${stored.length + 1}`
  expect(await session.post(room, again, text(again))).toMatchObject({ type: 'done' })
  await receipt
  connection.close()
  await program.kill('SIGKILL')
  const log = idsOf(await readPosts(data))
  // What was refused and not sent again left no trace.
  expect(log.toSorted()).toEqual([...stored, again, 'patient.1'].toSorted())
  expect(log.slice(0, stored.length)).toEqual(stored)
}, 60_000)

it('a server that is started on a full disk says so and ends, and loses nothing', async () => {
  const disk = newSmallDisk('8m')
  const data = path.join(disk.folder, 'parley.db')
  const { program, url } = await startParley(data)
  const session = await RawSession.open(url)
  for (const id of ['post.1', 'post.2']) expect(await session.post(room, id, text(id))).toMatchObject({ type: 'done' })
  await program.kill('SIGKILL')
  disk.fill(0)
  await expect(startParley(data)).rejects.toThrow(`There is no room left for ${data}`)

  disk.free()
  const again = await startParley(data)
  const late = await RawSession.open(again.url)
  expect(await late.openRoom(room)).toMatchObject({ type: 'opened', position: { offset: beforePosts + 2 } })
  expect(await late.post(room, 'post.3', text('post.3'))).toMatchObject({ type: 'done' })
  expect((await late.openRoom(room)).state).toMatchObject({
    messages: ['post.1', 'post.2', 'post.3'].map((id) => ({ id })),
  })
}, 60_000)

function idsOf(messages: readonly { readonly text: string }[]): string[] {
  return messages.map(({ text }) => text.split(' ', 1)[0]!)
}
