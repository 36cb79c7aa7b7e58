import type { IncomingMessage, ServerResponse } from 'node:http'
import { defineChannel, defineFold, type Feature } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../options.ts'
import type { Inspection, Inspector } from './inspector.ts'

/** Says what it was asked, and keeps what it was given. */
class Watcher implements Inspector {
  readonly asked: string[] = []
  inspection: Inspection | undefined
  isClosed = false

  serve(request: IncomingMessage, response: ServerResponse, inspection: Inspection): boolean {
    this.asked.push(request.url ?? '')
    this.inspection = inspection
    response.end(`off: ${inspection.isOff}`)
    return true
  }

  close(): void {
    this.isClosed = true
  }
}

const echo: AttachOptions = {
  path: '/socket',
  onSocket: (socket) => void socket.on('message', (text) => socket.send(text)),
}
const fold = defineFold({ state: () => ({}), events: {} })
const feature: Feature = {
  name: 'things',
  channels: [defineChannel('things', fold, { commands: {}, views: { all: {} } })],
}

async function inspected(options: AttachOptions = echo) {
  const watcher = new Watcher()
  const served = await serve({ ...options, inspector: watcher }, (_, response) => response.end('the app'))
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${served.port}${path}`)).text()
  const look = async () => {
    await get(`${options.path ?? '/parley'}/inspect`)
    if (watcher.inspection === undefined) throw new Error('nobody was asked')
    return watcher.inspection
  }
  return { ...served, watcher, get, look }
}

describe('an inspector', () => {
  it('is asked for its own addresses and no others', async () => {
    await using served = await inspected()
    expect(await served.get('/socket/inspect')).toBe('off: false')
    expect(await served.get('/socket/inspect/a?b=c')).toBe('off: false')
    expect(await served.get('/socket/inspection')).toBe('the app')
    expect(served.watcher.asked).toEqual(['/socket/inspect', '/socket/inspect/a?b=c'])
  })

  it('is told that it is off with `diagnosis: false`, and in production whatever `diagnosis` says', async () => {
    const before = process.env.NODE_ENV
    try {
      await using off = await inspected({ ...echo, diagnosis: false })
      expect((await off.look()).isOff).toBe(true)
      await RawPeer.open(off.port, 'GET /socket HTTP/1.1')
      expect((await off.look()).sockets()).toEqual([])
      process.env.NODE_ENV = 'production'
      await using production = await inspected({ ...echo, diagnosis: true })
      expect((await production.look()).isOff).toBe(true)
    } finally {
      process.env.NODE_ENV = before
    }
  })

  it('sees a socket open before anything is read from it, its frames both ways, and its end', async () => {
    await using served = await inspected()
    const inspection = await served.look()
    const heard: string[] = []
    inspection.watchSockets((news) => {
      heard.push(news.kind === 'opened' ? `opened ${news.socket.id}` : `gone ${news.id}`)
      if (news.kind !== 'opened') return
      inspection.watchFrames(news.socket.id, 100, ({ direction, opcode, data }) =>
        heard.push(`${direction} ${opcode} ${data}`),
      )
    })
    const peer = await RawPeer.open(served.port, 'GET /socket HTTP/1.1')
    const [socket] = inspection.sockets()
    const [attempt] = inspection.attempts()
    expect(socket).toMatchObject({ id: 's1', attempt: attempt?.id, remote: '127.0.0.1' })
    peer.text('hi')
    await until(() => heard.length === 3, 'the frames')
    peer.socket.destroy()
    await until(() => heard.length === 4, 'the end')
    expect(heard).toEqual(['opened s1', 'in text hi', 'out text hi', 'gone s1'])
    expect(inspection.sockets()).toEqual([])
    expect(inspection.watchFrames('s1', 100, () => {})).toBeUndefined()
  })

  it('pushes a text to a plain socket that is open, and to no other', async () => {
    await using served = await inspected()
    const inspection = await served.look()
    const peer = await RawPeer.open(served.port, 'GET /socket HTTP/1.1')
    expect(inspection.push('s1', 'from the server')).toBe('sent')
    expect((await peer.frame())?.payload.toString()).toBe('from the server')
    expect(inspection.push('s2', 'hi')).toBe('unknown-socket')
    await using features = await inspected({ features: [feature], store: memoryStore() })
    expect((await features.look()).push('s1', 'hi')).toBe('not-plain')
    expect((await features.look()).channels?.list(10)).toEqual([])
  })

  it('is closed when the server drains, so that what it still answers keeps nobody', async () => {
    const served = await inspected()
    await served[Symbol.asyncDispose]()
    expect(served.watcher.isClosed).toBe(true)
  })

  it('that is none is refused at the call', async () => {
    await expect(serve({ ...echo, inspector: {} as Inspector })).rejects.toMatchObject({ code: 'ERR_ATTACH_OPTIONS' })
  })
})
