import vm from 'node:vm'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { closed, pair, streams } from '../test/pair.ts'
import { Socket, SocketGroup } from './index.ts'

describe('a listener', () => {
  it.each([
    ['of another realm', vm.runInNewContext('() => Promise.reject("no")')],
    // biome-ignore lint/suspicious/noThenProperty: that is what it is about.
    ['of another make', () => ({ then: (_: unknown, reject: (error: unknown) => void) => reject('no') })],
  ])('that returns a promise %s is heard when it rejects', async (_which, listener) => {
    const { server, client, faults } = await pair()
    server.on('message', listener)
    client.send('x')
    expect(await closed(client)).toMatchObject({ code: 1011 })
    expect(faults).toEqual(['no'])
  })

  it('that throws does not end the process, though whoever is told of it throws too', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const { serverStream, clientStream } = await streams()
    const make = (stream: typeof serverStream, role: 'server' | 'client') =>
      new Socket(new SocketGroup({}).open(stream, role), new Uint8Array(0), {}, () => {
        throw new Error('the log is full')
      })
    const server = make(serverStream, 'server')
    const client = make(clientStream, 'client')
    server.on('message', () => {
      throw new Error('mine')
    })
    client.send('x')
    expect(await closed(client)).toMatchObject({ code: 1011 })
    expect(warn.mock.calls.map(([warning]) => String(warning))).toEqual(['Error: the log is full'])
  })
})
