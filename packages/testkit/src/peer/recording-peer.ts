import { type Actor, type Encoded, type Host, type Outlet, Session } from '@parley/channel'
import type { DownMessage, UpMessage } from '@parley/channel/client'

export interface RecordingPeer {
  /** Says a message, or any text at all, to the server. */
  say(message: UpMessage | string): void
  /** All that the server said, in order. */
  readonly messages: readonly DownMessage[]
  /** Those of one type. */
  of<Type extends DownMessage['type']>(type: Type): readonly Extract<DownMessage, { readonly type: Type }>[]
  /** Whether it reads so slowly that the server must wait; set to `false`, it has caught up. */
  isBacklogged: boolean
  /** The code that the server closed with; `undefined` while it has not. */
  readonly closedWith: number | undefined
  /** The socket is gone. */
  leave(): void
}

/**
 * Somebody who speaks PROTOCOL.md by hand, straight to a host, without a network: for what a client would never say, and to see
 * the very messages. The host answers as its clock moves. `network`: from where, for rates per address, which count nobody without.
 */
export function recordingPeer(host: Host, actor: Actor, network?: string): RecordingPeer {
  const outlet = new RecordingOutlet()
  const identify = () => actor
  const session = new Session({ host, outlet, identify, network, heartbeatMs: 25_000, maxMessageBytes: 65_536 })
  return {
    say: (message) => session.receive(typeof message === 'string' ? message : JSON.stringify(message)),
    get messages() {
      return outlet.messages
    },
    of: <Type extends DownMessage['type']>(type: Type) =>
      outlet.messages.filter((one): one is Extract<DownMessage, { readonly type: Type }> => one.type === type),
    get isBacklogged() {
      return outlet.isBacklogged
    },
    set isBacklogged(is) {
      outlet.isBacklogged = is
      if (!is) session.drained()
    },
    get closedWith() {
      return outlet.closedWith
    },
    leave: () => session.end(),
  }
}

class RecordingOutlet implements Outlet {
  readonly messages: DownMessage[] = []
  isBacklogged = false
  closedWith: number | undefined

  send(message: string | Encoded): void {
    this.messages.push(JSON.parse(typeof message === 'string' ? message : message.text) as DownMessage)
  }

  close(code: number): void {
    this.closedWith = code
  }
}
