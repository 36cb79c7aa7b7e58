import { Agent, WebSocket } from 'undici'
import { closeAsked } from './profile.ts'
import type { ClientSubject } from './subject.ts'

export const undiciClient: ClientSubject = {
  name: 'undici client',
  role: 'client',
  // It always offers compression, has no say in how it compresses, and no limit on a frame.
  lacks: ['tight-frames', 'deflate-fresh', 'deflate-threshold', 'deflate-small-window'],
  connect(url, profile) {
    const { maxMessageBytes, maxFragments } = profile
    const limits = { maxPayloadSize: maxMessageBytes, ...(maxFragments === undefined ? {} : { maxFragments }) }
    const dispatcher = new Agent({ webSocket: limits })
    const socket = new WebSocket(url, { dispatcher })
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('error', () => {})
    socket.addEventListener('message', ({ data }: { data: string | ArrayBuffer }) => {
      const asked = typeof data === 'string' ? closeAsked(profile, data) : undefined
      if (asked !== undefined) socket.close(asked.code, asked.reason)
      else socket.send(data)
    })
    return {
      cut() {
        dispatcher.destroy().catch(() => {})
      },
    }
  },
}
