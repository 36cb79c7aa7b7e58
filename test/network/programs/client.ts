// A well-behaved client of another make, which answers pings. Arguments: the address, and `trusting` for any certificate.
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { hear, say } from './talk.ts'

const [, , url = '', trusting] = process.argv
const socket = new WebSocket(url, { rejectUnauthorized: trusting !== 'trusting' })

socket.on('open', () => say('open'))
socket.on('ping', () => say('ping'))
socket.on('message', (data: Buffer) => say('message', { size: data.length, text: String(data.subarray(0, 40)) }))
socket.on('error', (error) => say('error', { text: String(error) }))
socket.on('close', (code) => say('close', { code }))

hear((order) => {
  if (order === 'pause') socket.pause()
  else if (order === 'resume') socket.resume()
  else if (order === 'half') sendHalf()
  else socket.send(order)
})

/** The first thousand bytes of a binary frame that announces more. A pong that comes after them is read as part of it. */
function sendHalf(): void {
  const head = Buffer.from([0x82, 0x80 | 126, 0x40, 0x00, 0, 0, 0, 0])
  const { _socket: stream } = socket as unknown as { _socket: Socket }
  stream.write(Buffer.concat([head, Buffer.alloc(1_000, 'x')]), () => say('half'))
}
