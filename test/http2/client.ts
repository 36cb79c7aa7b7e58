import http2 from 'node:http2'
import { within } from '../../packages/server/test/wait.ts'
import { StreamPeer } from './stream-peer.ts'

export interface Answer {
  readonly status: number
  readonly headers: http2.IncomingHttpHeaders
  readonly body: string
}

/** One session of HTTP/2, from the client's side, and no more than it is told to do. */
export class Client implements Disposable {
  readonly session: http2.ClientHttp2Session

  private constructor(session: http2.ClientHttp2Session) {
    this.session = session
    session.on('error', () => {})
  }

  static async connect(url: string, options: object): Promise<Client> {
    const session = http2.connect(url, options)
    const told = new Promise((resolve, reject) => session.once('remoteSettings', resolve).once('error', reject))
    await within(told, 'the settings of the server')
    return new Client(session)
  }

  get mayOpenWebSockets(): boolean {
    return this.session.remoteSettings.enableConnectProtocol === true
  }

  /** Sends an extended CONNECT. A header given as `undefined` is left out. */
  ask(path = '/parley', changes: Readonly<Record<string, string | string[] | undefined>> = {}): StreamPeer {
    const headers = {
      ':method': 'CONNECT',
      ':protocol': 'websocket',
      ':path': path,
      'sec-websocket-version': '13',
      ...changes,
    }
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    return new StreamPeer(this.session.request(given, { endStream: false }))
  }

  /** Opens a WebSocket. */
  async open(path?: string, changes = {}): Promise<StreamPeer> {
    const peer = this.ask(path, changes)
    const { status, body } = await peer.answer()
    if (status !== 200) throw new Error(`expected 200, got ${status}: ${body}`)
    return peer
  }

  /** An ordinary request. */
  async get(path: string, changes: http2.OutgoingHttpHeaders = {}): Promise<Answer> {
    const stream = this.session.request({ ':path': path, ...changes })
    return await new StreamPeer(stream).answer()
  }

  [Symbol.dispose](): void {
    this.session.destroy()
  }
}
