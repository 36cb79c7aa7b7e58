import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { Socket } from '../index.ts'

const many = (count: number, make: () => Buffer) => Buffer.concat(Array.from({ length: count }, make))

const broken: [what: string, bytes: Buffer, code: number][] = [
  ['an unmasked frame', frame(1, 'x', { masked: false }), 1002],
  ['RSV1', frame(1, 'x', { rsv: 4 }), 1002],
  ['RSV2', frame(2, 'x', { rsv: 2 }), 1002],
  ['RSV3 on a ping', frame(9, '', { rsv: 1 }), 1002],
  ['opcode 3', frame(3, 'x'), 1002],
  ['opcode 11', frame(11, 'x'), 1002],
  ['a ping in pieces', frame(9, 'x', { fin: false }), 1002],
  ['a ping of 126 bytes', frame(9, 'x'.repeat(126)), 1002],
  ['a continuation of nothing', frame(0, 'x'), 1002],
  ['a message inside a message', Buffer.concat([frame(1, 'x', { fin: false }), frame(1, 'y')]), 1002],
  ['a close frame of one byte', frame(8, 'x'), 1002],
  ['close code 1005', closeFrame(1005), 1002],
  ['close code 999', closeFrame(999), 1002],
  ['a length that is not minimal', frame(1, 'x', { announced: 1n }), 1002],
  ['a length with the top bit set', frame(2, '', { announced: 2n ** 63n }), 1002],
  ['text that is no UTF-8', frame(1, Buffer.from([0xff, 0xfe])), 1007],
  ['text with a surrogate', frame(1, Buffer.from([0xed, 0xa0, 0x80])), 1007],
  ['a reason that is no UTF-8', frame(8, Buffer.from([0x03, 0xe8, 0xff])), 1007],
  ['a message over the limit', frame(1, 'x'.repeat(1_001)), 1009],
  ['an announced 2^40 bytes', frame(2, '', { announced: 2n ** 40n }), 1009],
  [
    'pieces over the limit',
    Buffer.concat([frame(1, 'x'.repeat(900), { fin: false }), frame(0, 'x'.repeat(101))]),
    1009,
  ],
  [
    'empty pieces without end',
    Buffer.concat([frame(1, '', { fin: false }), many(2_000, () => frame(0, '', { fin: false }))]),
    1008,
  ],
  ['pings without end', many(15_000, () => frame(9)), 1008],
]

describe('frames that break RFC 6455', () => {
  it.each(broken)('%s is answered with its close code, and the others live', async (_what, bytes, code) => {
    const ends: number[] = []
    await using served = await serve({
      onSocket: (socket) => {
        socket.on('message', (data) => void socket.send(data))
        socket.on('close', (closed) => ends.push(closed))
      },
      maxMessageBytes: 1_000,
      drainOnSigterm: false,
    })
    using other = await RawPeer.open(served.port)
    using peer = await RawPeer.open(served.port)
    peer.write(bytes)
    const close = await peer.closeFrame()
    // A length of 2^63 breaks the grammar and the limit; either answer is right.
    if (_what.includes('top bit')) expect([1002, 1009]).toContain(close.code)
    else expect(close.code).toBe(code)
    expect(close.reason).not.toBe('')
    await peer.end()
    expect(ends).toEqual([close.code])
    other.text('alive')
    expect((await other.frame())?.payload.toString()).toBe('alive')
    await other.leave()
    await until(() => served.attached.socketCount === 0, 'both to be gone')
    // What an operator can change is said once.
    const said = _what === 'pings without end' ? [expect.stringContaining('messagesPerSecond 1000')] : []
    expect(served.log.errors).toEqual(said)
  })

  it('that are too many for maxFragments are answered with 1008', async () => {
    const onSocket = (socket: Socket) => void socket.on('message', (data) => void socket.send(data))
    await using served = await serve({ onSocket, maxFragments: 2, drainOnSigterm: false })
    const piece = frame(0, 'x', { fin: false })
    const start = frame(1, 'x', { fin: false })
    using endless = await RawPeer.open(served.port)
    endless.write(Buffer.concat([start, piece, frame(0, 'x')]))
    expect((await endless.closeFrame()).code).toBe(1008)
    using peer = await RawPeer.open(served.port)
    peer.write(Buffer.concat([start, frame(0, 'x')]))
    expect((await peer.frame())?.payload.toString()).toBe('xx')
    await peer.leave()
  })

  it('in single bytes give the same messages', async () => {
    await using served = await serve({
      onSocket: (socket) => void socket.on('message', (data) => void socket.send(data)),
      drainOnSigterm: false,
    })
    using peer = await RawPeer.open(served.port)
    const bytes = Buffer.concat([frame(1, 'ä€', { fin: false }), frame(9, 'ping'), frame(0, '😀'), frame(2, 'bytes')])
    for (const byte of bytes) await new Promise((resolve) => peer.socket.write(Buffer.from([byte]), resolve))
    expect(await peer.frame()).toMatchObject({ opcode: 10, payload: Buffer.from('ping') })
    expect(await peer.frame()).toMatchObject({ opcode: 1, payload: Buffer.from('ä€😀') })
    expect(await peer.frame()).toMatchObject({ opcode: 2, payload: Buffer.from('bytes') })
    await peer.leave()
  })
})
