import { ConnectError, connectSocket } from '@parley/socket'
import { WebSocket } from 'ws'
import { offeredProtocols } from './choices.ts'

/** What a client made of an answer. */
export interface Outcome {
  readonly opened: boolean
  readonly protocol: string | undefined
  /** The first message, if it opened. */
  readonly message: string | undefined
  /** Of our error; other clients name none. */
  readonly step: string | undefined
  readonly why: string
}

/** A client that offers `offeredProtocols` and compression, and gives up after `timeoutMs`. */
export interface OpeningClient {
  readonly name: string
  open(url: string): Promise<Outcome>
}

/** How long a client may wait for an answer. */
export const timeoutMs = 600

export const parleyClient: OpeningClient = {
  name: 'parley client',
  async open(url) {
    try {
      const socket = await connectSocket(url, {
        protocols: offeredProtocols,
        deflate: true,
        handshakeTimeoutMs: timeoutMs,
      })
      const message = await new Promise<string | undefined>((resolve) => {
        socket.on('message', (data) => resolve(String(data)))
        socket.on('close', () => resolve(undefined))
      })
      socket.terminate()
      return { opened: true, protocol: socket.protocol || undefined, message, step: undefined, why: '' }
    } catch (error) {
      const step = error instanceof ConnectError ? error.step : undefined
      return { opened: false, protocol: undefined, message: undefined, step, why: String(error) }
    }
  },
}

export const wsClient: OpeningClient = {
  name: 'ws client',
  open(url) {
    return new Promise((resolve) => {
      const socket = new WebSocket(url, [...offeredProtocols], { handshakeTimeout: timeoutMs })
      let opened = false
      const done = (message: string | undefined, why: string) => {
        resolve({ opened, protocol: socket.protocol || undefined, message, step: undefined, why })
        socket.terminate()
      }
      socket.on('open', () => {
        opened = true
      })
      socket.on('message', (data) => done(String(data), ''))
      socket.on('error', (error) => done(undefined, String(error)))
      socket.on('close', (code) => done(undefined, `closed with ${code}`))
    })
  },
}
