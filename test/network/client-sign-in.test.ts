// Our client and our server over a real socket: signing in by JSON Web Token, renewing it in place, and its end.
import http from 'node:http'
import { chatRoom } from '@parley/chat/client'
import { chat } from '@parley/chat/server'
import { type ConnectOptions, connect, type Status } from '@parley/client'
import { attach, jwt } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { secret, signed } from '../../packages/server/test/key-server.ts'
import { listen, RecordingLog, stop } from '../../packages/server/test/serve.ts'

const seconds = (count: number) => Math.floor(Date.now() / 1000) + count
const waiting = { timeout: 25_000, interval: 20 }

async function served() {
  const server = http.createServer()
  const log = new RecordingLog()
  const features = [chat()]
  // A token counts for five seconds longer than it says.
  const tokens = jwt({ secret, clockToleranceMs: 5_000 })
  const parley = attach(server, { features, store: memoryStore(), tokens, log, drainOnSigterm: false })
  const port = await listen(server)
  onTestFinished(async () => {
    await parley.close()
    await stop(server)
  })
  const signIn = (token: NonNullable<ConnectOptions['token']>) => {
    const connection = connect(`ws://127.0.0.1:${port}/parley`, { token })
    onTestFinished(() => connection.close())
    const statuses: Status[] = []
    connection.onStatus((status) => statuses.push(status))
    return { connection, statuses, room: connection.open(chatRoom, 'general', 'room') }
  }
  return { parley, log, signIn }
}

const textsOf = (room: { state: { messages: readonly { text: string }[] } }) =>
  room.state.messages.map(({ text }) => text)

describe('a client that signs in by token', () => {
  it('renews it in place: over the end of the first one it keeps its socket and its views', async () => {
    const { parley, log, signIn } = await served()
    let brought = 0
    const { connection, statuses, room } = signIn(() => {
      brought++
      return signed({ sub: 'ana', name: `Ana ${brought}`, exp: seconds(7) })
    })
    await room.commands.post({ text: 'first' })
    expect(connection.user).toMatchObject({ id: 'ana', name: 'Ana 1', guest: false })
    // The server asks when half of the time is over: for the third one when the first has ended.
    await vi.waitFor(() => expect(connection.user?.name).toBe('Ana 3'), waiting)
    await room.commands.post({ text: 'second' })
    expect(textsOf(room)).toEqual(['first', 'second'])
    expect(statuses.map(({ state }) => state)).toEqual(['live'])
    expect(parley.socketCount).toBe(1)
    expect(log.errors).toEqual([])
  })

  it('comes back with a new one when none could be had in time, and misses nothing', async () => {
    const { signIn } = await served()
    let [brought, isDown] = [0, false]
    const { connection, statuses, room } = signIn(async () => {
      brought++
      if (isDown) throw new Error('The issuer is down.')
      return signed({ sub: 'ana', exp: seconds(1) })
    })
    const ben = signIn(await signed({ sub: 'ben' }))
    await room.commands.post({ text: 'before' })
    isDown = true
    await vi.waitFor(() => expect(statuses.at(-1)).toMatchObject({ state: 'waiting' }), waiting)
    expect(statuses.find(({ state }) => state === 'waiting')).toMatchObject({ reason: { code: 'token-expired' } })
    const late = room.commands.post({ text: 'while signed out' })
    await ben.room.commands.post({ text: 'of ben' })
    isDown = false
    await late
    await vi.waitFor(() => expect(textsOf(room)).toEqual(['before', 'of ben', 'while signed out']), waiting)
    expect(connection.status.state).toBe('live')
    expect(brought).toBeGreaterThan(2)
    // His own token goes on for five minutes: the end of hers was nobody else's.
    expect(ben.statuses.map(({ state }) => state)).toEqual(['live'])
  })

  it('ends with a token that nobody can renew, and says why', async () => {
    const { parley, signIn } = await served()
    const { connection, room } = signIn(await signed({ sub: 'ana', exp: seconds(-2) }))
    await vi.waitFor(() => expect(room.status).toBe('open'), waiting)
    await vi.waitFor(
      () => expect(connection.status).toMatchObject({ state: 'refused', code: 'token-expired' }),
      waiting,
    )
    expect(room).toMatchObject({ status: 'refused', refusal: { code: 'token-expired' } })
    await vi.waitFor(() => expect(parley.socketCount).toBe(0), waiting)
  })

  it('is not let in with one of another key, and does not come again', async () => {
    const { parley, signIn } = await served()
    const { connection, statuses } = signIn(await signed({ sub: 'ana' }, 'another secret of thirty-two bytes, or more'))
    await vi.waitFor(() => expect(connection.status.state).toBe('refused'), waiting)
    expect(statuses).toMatchObject([{ state: 'refused', code: 'unauthenticated' }])
    await vi.waitFor(() => expect(parley.socketCount).toBe(0), waiting)
  })
})
