import { existsSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Worker } from 'node:worker_threads'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import { newDataFile } from '../../../test/spawn-server.ts'
import { attach } from '../src/index.ts'

const silent = { info() {}, warn() {}, error() {} }

async function serve(data: string) {
  const server = http.createServer()
  let worker: Worker | undefined
  process.once('worker', (started) => {
    worker = started
  })
  const errors: string[] = []
  const log = { ...silent, error: (message: string) => void errors.push(message) }
  const attached = attach(server, { features: [chat()], data, log, drainOnSigterm: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    await attached.close()
    server.close()
  })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/parley`
  return { attached, url, errors, worker: worker! }
}

describe('attach', () => {
  it.each<[string, object, string]>([
    ['a slip in "data"', { dat: 'x' }, 'Did you mean "data"?'],
    ['another slip', { origin: [] }, 'Did you mean "origins"?'],
    ['both a file and a store', { store: memoryStore() }, '"data" is a file of the embedded store'],
    ['nothing to offer', { features: [] }, 'Say what to offer'],
    ['a feature that was not called', { features: [chat] }, 'features: [chat()]'],
  ])('says no to %s before it makes a file', (_what, options, words) => {
    const data = newDataFile()
    expect(() => attach(http.createServer(), { features: [chat()], data, ...options } as never)).toThrow(words)
    expect(existsSync(data)).toBe(false)
  })

  it('says of a second one on the same path that it is one, with the line of the first, and not that the file is in use', async () => {
    const server = http.createServer()
    const options = { channels: true, data: newDataFile(), log: silent, diagnosis: true, drainOnSigterm: false }
    const first = attach(server, options)
    expect(() => attach(server, options)).toThrow(
      expect.objectContaining({
        code: 'ERR_ATTACH_TWICE',
        message: expect.stringMatching(/\/parley of this server already: apps\/parley\/test\/attach\.test\.ts:\d+\./),
      }),
    )
    await first.close()
  })

  it('says of a file that this process has open already where it was asked for again', async () => {
    const options = { channels: true, data: newDataFile(), log: silent, drainOnSigterm: false }
    const first = attach(http.createServer(), options)
    const thrown: unknown = await Promise.resolve()
      .then(() => attach(http.createServer(), options))
      .catch((error: unknown) => error)
    expect(thrown).toMatchObject({
      code: 'ERR_STORE_IN_USE',
      message: expect.stringContaining('(this one)'),
      stack: expect.stringMatching(/^StoreError: .*\n +at (?!.*(?:apps\/parley\/src|packages\/)).*attach\.test\.ts/),
    })
    await first.close()
  })

  it('keeps generic channels in its file, without a feature', async () => {
    const data = newDataFile()
    const open = () => attach(http.createServer(), { channels: true, data, log: silent, drainOnSigterm: false })
    const first = open()
    await first.channel('news').publish({ title: 'Hello' }, { id: 'one' })
    await first.close()
    const second = open()
    expect(await second.channel('news').publish({ title: 'Hello' }, { id: 'one' })).toEqual({ id: 'one', offset: 1 })
    expect(await second.channel('news').history()).toMatchObject({
      messages: [{ data: { title: 'Hello' } }],
      more: false,
    })
    await second.close()
  })

  it.each([undefined, null, {}])('says what to offer when it is given %j', (options) => {
    expect(() => attach(http.createServer(), options as never)).toThrow('attach(server, { features: [chat()] })')
  })
})

describe('an embedded store that died', () => {
  it('is a fault of the server: its sockets are closed with 1013, and upgrades are answered with 503', async () => {
    const { attached, url, errors, worker } = await serve(newDataFile())
    const socket = new WebSocket(url)
    await new Promise((resolve) => socket.once('open', resolve))
    await worker.terminate()
    expect(attached.fault).toBeUndefined()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send(
      JSON.stringify({ type: 'command', id: 'a.1', channel: 'chat/a', name: 'post', input: { text: 'hello' } }),
    )
    expect(await closed).toBe(1013)
    expect(attached.fault).toMatchObject({ code: 'ERR_STORE_GONE' })
    expect(errors).toEqual([expect.stringMatching(/^the store is gone, .* worker thread ended with code 1/)])
    const late = new WebSocket(url)
    onTestFinished(() => late.terminate())
    expect(await new Promise((resolve) => late.once('error', (error) => resolve(error.message)))).toContain('503')
    await attached.close()
  })
})
