// A page that was written for another version of a channel than the server has, over a real socket.
import http from 'node:http'
import { type ChannelDefinition, defineChannel, defineFold } from '@parley/channel'
import { describeChannel } from '@parley/channel/client'
import { type Connection, connect } from '@parley/client'
import { attach } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { listen, RecordingLog, stop } from '../../packages/server/test/serve.ts'

const fold = defineFold({
  state: (): { words: string[] } => ({ words: [] }),
  events: {
    said: (state, word: string) => void state.words.push(word),
  },
})
const defined = (name: string, version: number) =>
  defineChannel(name, fold, {
    commands: { say: { input: z.string(), decide: (_state, word) => [{ type: 'said', data: word }] } },
    views: { all: {} },
    version,
  })
interface Contract {
  readonly commands: { readonly say: string }
  readonly signals: Record<never, never>
  readonly views: { readonly all: { readonly state: { words: string[] }; readonly events: { said: string } } }
}
const described = (name: string, version: number) => describeChannel<Contract>()(name, { all: fold }, { version })

/** A server whose channels are replaced as by a deployment, on the same port. */
async function deployed(channels: readonly ChannelDefinition[]) {
  let store = memoryStore()
  const start = (definitions: readonly ChannelDefinition[], on: http.Server) =>
    attach(on, {
      features: [{ name: 'words', channels: definitions }],
      store,
      log: new RecordingLog(),
      guests: true,
      drainOnSigterm: false,
    })
  let server = http.createServer()
  let parley = start(channels, server)
  const port = await listen(server)
  const end = async () => {
    await parley.close()
    await stop(server)
  }
  onTestFinished(end)
  const deploy = async (definitions: readonly ChannelDefinition[]) => {
    await end()
    store = store.reopen()
    server = http.createServer()
    parley = start(definitions, server)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  }
  const page = (): Connection => {
    const connection = connect(`ws://127.0.0.1:${port}/parley`)
    onTestFinished(() => connection.close())
    return connection
  }
  return { deploy, page }
}

const mismatch = {
  code: 'schema-mismatch',
  message: 'The server has another version of "words" than this client was written for. Load the page again.',
}
const told = { state: 'live', outdated: mismatch }
const refused = { status: 'refused', refusal: mismatch }
const waiting = { timeout: 20_000, interval: 20 }

describe('an old page', () => {
  it('is told at once what it is too old for; the rest of it goes on', async () => {
    const { page } = await deployed([defined('words', 2), defined('other', 1)])
    const old = page()
    const [words, other] = [old.open(described('words', 1), 'a'), old.open(described('other', 1), 'a')]
    await vi.waitFor(() => expect(old.status).toEqual(told), waiting)
    await other.commands.say('hello')
    await vi.waitFor(() => expect(other.state.words).toEqual(['hello']), waiting)
    expect(words).toMatchObject(refused)
  })

  it('is told, too, when it opens such a channel later than it said hello', async () => {
    const { page } = await deployed([defined('words', 2), defined('other', 1)])
    const old = page()
    const other = old.open(described('other', 1), 'a')
    await vi.waitFor(() => expect(other.status).toBe('open'), waiting)
    expect(old.status).toEqual({ state: 'live' })
    const words = old.open(described('words', 1), 'a')
    await vi.waitFor(() => expect(words).toMatchObject(refused), waiting)
    expect(old.status).toEqual(told)
    expect(other.status).toBe('open')
  })

  it('that was open while a new version was deployed is told when it comes back, and a page loaded anew is not', async () => {
    const { deploy, page } = await deployed([defined('words', 1)])
    const old = page()
    const words = old.open(described('words', 1), 'a')
    await words.commands.say('of version one')
    await deploy([defined('words', 2)])
    await vi.waitFor(() => expect(old.status).toEqual(told), waiting)
    await vi.waitFor(() => expect(words).toMatchObject(refused), waiting)
    // What it had is still to be read.
    expect(words.state.words).toEqual(['of version one'])
    const fresh = page()
    const again = fresh.open(described('words', 2), 'a')
    await vi.waitFor(() => expect(again.state.words).toEqual(['of version one']), waiting)
    expect(fresh.status).toEqual({ state: 'live' })
  })
})
