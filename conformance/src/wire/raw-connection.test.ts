import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeFrame, opcodes } from './frames.ts'
import { headerOf } from './http-head.ts'
import { RawConnection } from './raw-connection.ts'
import { RawListener } from './raw-listener.ts'

let listener: RawListener

beforeEach(async () => {
  listener = await RawListener.listen()
})

afterEach(() => listener.close())

async function pair(): Promise<{ client: RawConnection; server: RawConnection }> {
  const opening = RawConnection.open(listener.port, { headers: { 'X-Asked': 'yes' } })
  const server = await listener.next()
  const request = await server.accept({ 'X-Answered': 'yes' })
  expect(headerOf(request, 'x-asked')).toBe('yes')
  return { client: await opening, server }
}

describe('a peer without manners', () => {
  it('speaks both roles, each masked as it should be', async () => {
    const { client, server } = await pair()
    expect(headerOf(client.opening!, 'x-answered')).toBe('yes')
    client.send(opcodes.text, 'up')
    server.send(opcodes.text, 'down')
    expect(await server.frameAt(0)).toMatchObject({ masked: true, payload: Buffer.from('up') })
    expect(await client.frameAt(0)).toMatchObject({ masked: false, payload: Buffer.from('down') })
  })

  it('knows a close frame and a FIN', async () => {
    const { client, server } = await pair()
    server.write(closeFrame(4321, 'that is it', { masked: false }))
    server.finish()
    expect(await client.ended()).toEqual({ by: 'fin', closeCode: 4321, closeReason: 'that is it' })
  })

  it('knows a reset', async () => {
    const { client, server } = await pair()
    server.reset()
    expect(await client.ended()).toEqual({ by: 'reset' })
  })

  it('still reads after its own FIN', async () => {
    const { client, server } = await pair()
    client.finish()
    await server.ended()
    server.send(opcodes.text, 'after that')
    expect((await client.frameOf(opcodes.text))?.payload.toString()).toBe('after that')
  })

  it('says what it waited for in vain', async () => {
    const { client } = await pair()
    await expect(client.frameAt(0, 20)).rejects.toThrow('waited 20 ms in vain for frame 0')
    await expect(client.ended(20)).rejects.toThrow('the end of the connection')
  })

  it('gives undefined for a frame that the end comes before', async () => {
    const { client, server } = await pair()
    server.finish()
    expect(await client.frameAt(0)).toBeUndefined()
  })

  it('does not take an answer that is no proper 101', async () => {
    const opening = RawConnection.open(listener.port)
    const server = await listener.next()
    await server.head()
    server.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    await expect(opening).rejects.toThrow('expected a 101 that fits the key')
  })

  it('counts and forgets what it discards', async () => {
    const { client, server } = await pair()
    const before = client.receivedBytes
    client.discards = true
    server.send(opcodes.binary, new Uint8Array(100_000))
    await client.until(() => client.receivedBytes - before === 100_010, 'all bytes')
    expect(client.frames).toEqual([])
  })
})
