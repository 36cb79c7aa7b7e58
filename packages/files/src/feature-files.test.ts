import { expect, test } from 'vitest'
import { DeskStage, deskOf, personOf } from '../test/desk.ts'
import { MemoryFiles } from '../test/memory-files.ts'

const day = 24 * 3_600_000
const sweepEveryMs = 60_000

test('what was sent stays, what was not is withdrawn after a day and cannot be sent any more', async () => {
  const stage = new DeskStage({ sweepEveryMs })
  const [sent, forgotten] = [await stage.uploaded('ana'), await stage.uploaded('ana')]
  await stage.send('ana', sent.id)
  await stage.memory.clock.advance(day - sweepEveryMs)
  expect(stage.stored).toEqual([sent.id, forgotten.id].sort())
  await stage.memory.clock.advance(2 * sweepEveryMs)
  expect(stage.stored).toEqual([sent.id])
  await expect(stage.send('ana', forgotten.id)).rejects.toMatchObject({ code: 'desk/no-file' })
  expect((await stage.ask('ben', `files/${sent.id}`)).status).toBe(200)
  await stage.memory.close()
  expect(stage.memory.reports).toEqual([])
})

test('a person who is erased takes his files with him', async () => {
  const stage = new DeskStage({ sweepEveryMs })
  const [hers, his] = [await stage.uploaded('ana'), await stage.uploaded('ben')]
  await stage.send('ana', hers.id)
  await stage.memory.host.erasePerson('ana')
  await stage.memory.clock.advance(day / 2)
  expect(stage.stored).toEqual([his.id])
  expect((await stage.ask('ben', `files/${hers.id}`)).status).toBe(404)
  await stage.memory.close()
})

test('features share a store: each gives out and sweeps the files of its own channels, and touches no others', async () => {
  const files = new MemoryFiles()
  const shelf = deskOf({ files: { store: files, sweepEveryMs } }, 'shelf')
  const stage = new DeskStage({ store: files, sweepEveryMs }, { beside: [shelf] })
  const { id } = await stage.uploaded('ana')
  await stage.send('ana', id)
  // A shelf of that name, so that it could be asked.
  const input = { by: personOf('ana'), file: { id: 'other' } }
  await stage.memory.server.command('shelf/ana', 'uploaded', input)
  const address = `http://localhost/parley/shelf/files/${id}`
  expect((await shelf.fetch?.(new Request(address), stage.context))?.status).toBe(404)
  await stage.memory.clock.advance(3 * day)
  expect([...files.kept.keys()]).toEqual([id])
  expect((await stage.ask('ben', `files/${id}`)).status).toBe(200)
  await stage.memory.close()
  expect(stage.memory.reports).toEqual([])
})

test('what an app sets wrongly is refused under the name of its feature', () => {
  expect(() => deskOf({ files: { maxBytes: 0 } })).toThrow(expect.objectContaining({ code: 'ERR_DESK_FILES' }))
  expect(() => deskOf({ files: { maxBytes: 0 } }, 'front-desk')).toThrow(
    expect.objectContaining({ code: 'ERR_FRONT_DESK_FILES' }),
  )
})

test('only the server says what was uploaded and what is gone', async () => {
  const stage = new DeskStage()
  const { id } = await stage.uploaded('ana')
  for (const [command, input] of [
    ['uploaded', { by: personOf('ana'), file: { id: 'mine' } }],
    ['uploadGone', { ids: [id] }],
  ] as const) {
    const asked = stage.context.command(personOf('ana'), 'desk/ana', command, input)
    await expect(asked).rejects.toMatchObject({ code: 'not-allowed' })
  }
})
