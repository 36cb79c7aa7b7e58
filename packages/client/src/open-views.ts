import type { DownMessage, Reason, Refused } from '@parley/channel/client'
import type { OpenViewHooks, ViewSource } from './open-view.ts'
import { OpenView } from './open-view.ts'
import { viewKey } from './view-key.ts'
import type { Wire } from './wire.ts'

type ViewMessage = Extract<DownMessage, { type: 'opened' | 'events' | 'closed' | 'presence' | 'signal' }>

/** All views that handles hold, by channel and view. Messages for any other are late, and ignored. */
export class OpenViews {
  readonly #views = new Map<string, OpenView>()
  readonly #hooks: OpenViewHooks
  #final: { readonly status: 'refused' | 'closed'; readonly reason: Reason } | undefined

  constructor(hooks: OpenViewHooks) {
    this.#hooks = hooks
  }

  get(key: string): OpenView | undefined {
    return this.#views.get(key)
  }

  /** Opens it, or shares the one that is open: each call needs its `release`. */
  hold(source: ViewSource): OpenView {
    let view = this.#views.get(source.key)
    if (view === undefined) {
      view = new OpenView(source, this.#hooks)
      this.#views.set(source.key, view)
      if (this.#final === undefined) view.open()
      else view.end(this.#final.status, this.#final.reason)
    } else if (this.#final === undefined) {
      view.openAgain()
    }
    view.handles += 1
    return view
  }

  /** `true`: that was the last one, and the view is closed. */
  release(view: OpenView, wire: Wire): boolean {
    view.handles -= 1
    if (view.handles > 0) return false
    const { channel, status } = view
    view.disconnected()
    this.#views.delete(view.key)
    const isOpenThere = status === 'open' || status === 'opening'
    if (isOpenThere && wire.isLive()) wire.send({ type: 'close', channel, view: view.view })
    return true
  }

  /** A new connection: every view is asked for, from where it is; also those that were refused before. */
  connected(): void {
    for (const view of this.#views.values()) view.open()
  }

  disconnected(): void {
    for (const view of this.#views.values()) view.disconnected()
  }

  /** No connection will come any more: no view opens, and what is shown stays as it is. */
  end(status: 'refused' | 'closed', reason: Reason): void {
    this.#final = { status, reason }
    for (const view of this.#views.values()) view.end(status, reason)
  }

  receive(message: ViewMessage): void {
    if (message.type === 'signal') {
      for (const view of this.#views.values()) if (view.channel === message.channel) view.receiveSignal(message)
      return
    }
    const view = this.#views.get(viewKey(message.channel, message.view))
    if (view === undefined) return
    switch (message.type) {
      case 'opened':
        view.receiveOpened(message)
        return
      case 'events':
        view.receiveEvents(message)
        return
      case 'closed':
        view.receiveClosed(message)
        return
      case 'presence':
        view.receivePresence(message)
        return
    }
  }

  /** `false`: it answers no `open`. */
  receiveRefused({ channel, view: name }: Refused, reason: Reason): boolean {
    if (channel === undefined || name === undefined) return false
    this.#views.get(viewKey(channel, name))?.receiveRefused(reason)
    return true
  }
}
