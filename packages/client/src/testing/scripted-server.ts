import type { ChannelEvent, DownMessage, UpMessage, Welcome } from '@parley/channel/client'
import { defineFold, describeChannel } from '@parley/channel/client'

/** One connection as a hand-written server sees it. */
export interface ScriptedConnection {
  /** All that came, oldest first. */
  readonly heard: readonly UpMessage[]
  /** What came since the last call. */
  take(): UpMessage[]
  send(message: DownMessage | { readonly type: string; readonly [field: string]: unknown }): void
  sendRaw(text: string): void
  close(code: number, reason?: string): void
  readonly closedWith: number | undefined
}

interface Peer {
  send(text: string): void
  close(code?: number, reason?: string): void
}

interface Network {
  listen(acceptor: (peer: Peer) => { message(text: string): void; closed(code: number, reason: string): void }): void
}

export const welcome: Welcome = {
  type: 'welcome',
  protocol: 1,
  user: { id: 'guest-1', name: 'Quiet Heron', guest: true },
  heartbeatMs: 25_000,
  maxMessageBytes: 65_536,
}

/** Says only what a test makes it say, except that it welcomes whoever says hello while `isWelcoming`. */
export class ScriptedServer {
  readonly connections: ScriptedConnection[] = []
  isWelcoming = true
  welcome: Welcome = welcome
  /** Called for each message, for tests that want a server which answers. */
  answer: (message: UpMessage, connection: ScriptedConnection) => void = () => {}

  constructor(network: Network) {
    network.listen((peer) => this.#accept(peer))
  }

  /** The connection made last. */
  get last(): ScriptedConnection {
    const last = this.connections.at(-1)
    if (last === undefined) throw new Error('nobody has connected yet')
    return last
  }

  #accept(peer: Peer) {
    const heard: UpMessage[] = []
    let taken = 0
    let closedWith: number | undefined
    const connection: ScriptedConnection = {
      heard,
      take() {
        const fresh = heard.slice(taken)
        taken = heard.length
        return fresh
      },
      send: (message) => peer.send(JSON.stringify(message)),
      sendRaw: (text) => peer.send(text),
      close: (code, reason) => peer.close(code, reason),
      get closedWith() {
        return closedWith
      },
    }
    this.connections.push(connection)
    return {
      message: (text: string) => {
        const message = JSON.parse(text) as UpMessage
        heard.push(message)
        if (message.type === 'hello' && this.isWelcoming) connection.send(this.welcome)
        this.answer(message, connection)
      },
      closed: (code: number) => {
        closedWith = code
      },
    }
  }
}

export interface Talk {
  texts: string[]
}

export interface TalkContract {
  readonly commands: { say: { text: string }; clear: Record<string, never> }
  readonly signals: { typing: { typing: boolean } }
  readonly views: {
    room: { state: Talk; events: { said: { text: string } } }
    count: { state: { total: number }; events: { said: { text: string } } }
  }
}

/** A channel as small as one can be, with two views. */
export const talk = describeChannel<TalkContract>()('talk', {
  room: defineFold({
    state: (): Talk => ({ texts: [] }),
    events: {
      said: (state, data: { text: string }) => {
        if (data.text === 'poison') throw new Error('a fold that fails')
        state.texts.push(data.text)
      },
    },
  }),
  count: defineFold({
    state: () => ({ total: 0 }),
    events: {
      said: (state, _data: { text: string }) => {
        state.total += 1
      },
    },
  }),
})

export const said = (offset: number, text: string): ChannelEvent => ({ offset, type: 'said', at: 1, data: { text } })

const room = { channel: 'talk/tea', view: 'room' }

/** `opened` with a whole state. */
export const openedAt = (offset: number, texts: readonly string[], epoch = 'a'): DownMessage => ({
  type: 'opened',
  ...room,
  position: { epoch, offset },
  state: { texts },
})

/** `opened` with what was missed. */
export const levelled = (after: number, events: readonly ChannelEvent[], offset: number, epoch = 'a'): DownMessage => ({
  type: 'opened',
  ...room,
  position: { epoch, offset },
  after,
  events,
})

export const news = (after: number, events: readonly ChannelEvent[], offset: number): DownMessage => ({
  type: 'events',
  ...room,
  after,
  offset,
  events,
})
