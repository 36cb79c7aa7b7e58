import { type ClientOptions, WebSocket } from 'ws'
import { within } from '../../packages/server/test/wait.ts'
import type { Guest } from './party.ts'

/** A WebSocket of `ws` at an address that answers every text with itself. */
export async function webSocketGuest(url: string, options: ClientOptions = {}): Promise<Guest> {
  const socket = new WebSocket(url, options)
  await within(new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject)), `${url} to open`)
  const isClosed = new Promise<number>((resolve) => {
    socket.once('close', resolve)
  })
  return {
    say: (text) => {
      const answer = new Promise<string>((resolve, reject) => {
        socket.once('message', (data) => resolve(String(data)))
        void isClosed.then((code) => reject(new Error(`${url} was closed with ${code}`)))
      })
      socket.send(text)
      return within(answer, `the answer of ${url}`)
    },
    leave: async () => {
      socket.close(1000)
      const code = await within(isClosed, `${url} to close`)
      if (code !== 1000) throw new Error(`${url} closed with ${code}`)
    },
  }
}
