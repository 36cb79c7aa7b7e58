// What `parley.exportPerson` and `parley.erasePerson` do to a server with its data file, as its clients and the file see it.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { type ChannelDefinition, defineChannel, defineFold, putDocument, setTimer } from '@parley/channel'
import { describeChannel } from '@parley/channel/client'
import { connect } from '@parley/client'
import { openSqlite } from '@parley/sqlite'
import { type Attached, attach, type Erasure } from 'parley'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { listen, RecordingLog, stop } from '../../packages/server/test/serve.ts'
import { newDataFile } from '../spawn-server.ts'

interface Note {
  readonly id: string
  readonly by: string
  readonly text: string
}
const fold = defineFold({
  state: (): { notes: Note[] } => ({ notes: [] }),
  events: {
    noted: (state, note: Note) => void state.notes.push(note),
    reminded: (_state, _data: { by: string; text: string }) => {},
  },
})
const year = 365 * 86_400_000
const notes = defineChannel('notes', fold, {
  commands: {
    note: {
      input: z.object({ text: z.string() }),
      decide: (_state, { text }, { actor, id }) => [{ type: 'noted', data: { id, by: actor.id, text } }],
    },
    remind: {
      input: z.object({ by: z.string(), text: z.string() }),
      decide: (_state, data) => [{ type: 'reminded', data }],
    },
  },
  effects: {
    noted: ({ at, offset, data }) => [
      putDocument('notes', data.id, { order: offset, body: data, text: data.text, person: data.by }),
      setTimer(data.id, at + year, 'remind', { by: data.by, text: data.text }),
    ],
  },
  views: { all: { documents: { notes: ({ body }) => body } } },
  erase: ({ type, data }, person) =>
    data.by === person
      ? ({ type, data: { ...data, by: 'gone', text: '' } } as { type: 'noted'; data: Note })
      : undefined,
})
const mute = defineChannel('mute', fold, {
  commands: {
    note: {
      input: z.object({ text: z.string() }),
      decide: (_state, { text }, { actor, id }) => [{ type: 'noted', data: { id, by: actor.id, text } }],
    },
  },
  views: { all: {} },
})
interface Contract {
  readonly commands: { readonly note: { readonly text: string } }
  readonly signals: Record<never, never>
  readonly views: { readonly all: { readonly state: { notes: Note[] }; readonly events: unknown } }
}
const notesOf = (name: string) => describeChannel<Contract>()(name, { all: fold as never })

async function served(data: string, channels: readonly ChannelDefinition[] = [notes, mute]) {
  const server = http.createServer()
  const log = new RecordingLog()
  const features = [{ name: 'notes', channels }]
  const authenticate = ({ url }: { url?: string | undefined }) => {
    const id = new URL(url ?? '/', 'http://localhost').searchParams.get('as') ?? 'nobody'
    return { id, name: id }
  }
  const parley: Attached = attach(server, { features, data, log, authenticate, drainOnSigterm: false })
  const port = await listen(server)
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await parley.close()
    await stop(server)
  }
  onTestFinished(close)
  const as = (id: string) => {
    const connection = connect(`ws://127.0.0.1:${port}/parley?as=${id}`)
    onTestFinished(() => connection.close())
    return connection
  }
  return { parley, log, as, close }
}

/** By another process: one that closes a file drops the locks of its own. */
function bytesOf(data: string): string {
  const files = readdirSync(path.dirname(data)).filter((name) => name.startsWith(path.basename(data)))
  return files.map((name) => execFileSync('cat', [path.join(path.dirname(data), name)]).toString('latin1')).join()
}

const nothingLeft = { events: [], documents: [], plans: [], left: [] }

describe('a person on a server with a data file', () => {
  it('is exported whole, erased before the eyes of readers, and gone from the file’s tables', async () => {
    const data = newDataFile()
    const { parley, log, as, close } = await served(data, [notes])
    const [ana, ben] = [as('ana').open(notesOf('notes'), 'a'), as('ben').open(notesOf('notes'), 'a')]
    await ana.commands.note({ text: 'my secret' })
    await ben.commands.note({ text: 'hello' })
    await vi.waitFor(() => expect(ben.state.notes).toHaveLength(2))

    const exported = await parley.exportPerson('ana')
    expect(exported).toMatchObject({
      events: [{ channel: 'notes/a', offset: 1, type: 'noted', data: { by: 'ana', text: 'my secret' } }],
      documents: [{ channel: 'notes/a', collection: 'notes', body: { text: 'my secret' } }],
      plans: [{ channel: 'notes/a', to: 'notes/a', command: 'remind', input: { by: 'ana', text: 'my secret' } }],
      left: [],
    })

    expect(parley.revoke('ana')).toBe(1)
    const erased: Erasure = await parley.erasePerson('ana')
    expect(erased).toMatchObject({ events: 1, plans: 1, left: [] })
    await vi.waitFor(() =>
      expect(ben.state.notes.map(({ by, text }) => [by, text])).toEqual([
        ['gone', ''],
        ['ben', 'hello'],
      ]),
    )
    expect((await ben.find('notes', { search: 'secret' })).documents).toEqual([])
    expect((await ben.read(9)).events.map(({ data }) => (data as Note).text)).toEqual(['', 'hello'])
    await ben.commands.note({ text: 'it goes on' })
    expect(await parley.exportPerson('ana')).toEqual(nothingLeft)
    expect(log.errors).toEqual([])
    // Of the files of the server that runs, the log of writes among them, not only of its tables.
    expect(bytesOf(data)).toContain('hello')
    expect(bytesOf(data)).not.toContain('secret')

    await close()
    const store = openSqlite(data)
    onTestFinished(() => store.close())
    const left = [await store.load('notes/a'), await store.readAfter('notes/a', 0, 99), await store.duePlans(9e15, 99)]
    expect(JSON.stringify(left)).not.toMatch(/"ana"|secret/)
    expect(await store.documentsOf('ana', 9)).toEqual([])
    expect((await store.duePlans(9e15, 99)).map(({ input }) => JSON.parse(input))).toMatchObject([
      { by: 'gone', text: '' },
      { by: 'ben' },
      { by: 'ben' },
    ])
  })

  it('is erased from documents and plans of a feature that is not attached now; its logs are named, and go when it is', async () => {
    const data = newDataFile()
    const first = await served(data)
    await first.as('ana').open(notesOf('notes'), 'a').commands.note({ text: 'my secret' })
    await first.as('ana').open(notesOf('mute'), 'a').commands.note({ text: 'said here' })
    await first.close()

    const without = await served(data, [mute])
    expect(await without.parley.erasePerson('ana')).toMatchObject({
      events: 0,
      documents: 1,
      plans: 1,
      left: [
        { kind: 'mute', code: 'no-erase', channels: 1, message: expect.stringContaining('"mute" has no "erase"') },
        { kind: 'notes', code: 'unknown-channel', channels: 1, message: expect.stringContaining('Attach it') },
      ],
    })
    await without.close()

    const again = await served(data, [notes])
    expect(await again.parley.exportPerson('ana')).toMatchObject({ events: [{ offset: 1 }], documents: [], plans: [] })
    expect(await again.parley.erasePerson('ana')).toMatchObject({ events: 1, left: [{ kind: 'mute' }] })
    expect((await again.parley.exportPerson('ana')).events).toEqual([])
  })

  it('needs an id, and channels', async () => {
    const { parley } = await served(newDataFile())
    for (const wrong of ['', undefined, 5] as never[]) {
      await expect(parley.exportPerson(wrong)).rejects.toMatchObject({ name: 'UsageError', code: 'ERR_PERSON' })
      await expect(parley.erasePerson(wrong)).rejects.toMatchObject({ name: 'UsageError', code: 'ERR_PERSON' })
    }
    const server = http.createServer()
    const plain = attach(server, { onSocket: () => {}, drainOnSigterm: false })
    onTestFinished(() => plain.close())
    await expect(plain.erasePerson('ana')).rejects.toMatchObject({ code: 'ERR_NO_CHANNELS' })
    await expect(plain.exportPerson('ana')).rejects.toMatchObject({ code: 'ERR_NO_CHANNELS' })
  })
})
