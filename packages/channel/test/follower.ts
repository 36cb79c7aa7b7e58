import type { Fold } from '../src/define/fold.ts'
import { Subscription } from '../src/subscription/subscription.ts'
import type { Client } from './stage.ts'

/** A reader as PROTOCOL.md describes one: folds what it is told, opens again where something is missing or was refused. */
export class Follower {
  readonly client: Client
  readonly subscription: Subscription<unknown, unknown>
  #read = 0

  constructor(client: Client, channel: string, view: string, fold: Fold<unknown, unknown>) {
    this.client = client
    this.subscription = new Subscription(channel, view, fold)
    this.open()
  }

  get address(): string {
    return `${this.subscription.channel} ${this.subscription.view}`
  }

  open(): void {
    this.client.say(this.subscription.openMessage())
  }

  /** Takes what has come; `false`: it had to ask again. */
  catchUp(): boolean {
    const { messages } = this.client.outlet
    const news = messages.slice(this.#read)
    this.#read = messages.length
    let mustOpen = false
    for (const message of news) {
      if (message.type === 'opened') mustOpen = this.subscription.receiveOpened(structuredClone(message)) === 'hole'
      if (message.type === 'events' && this.subscription.receiveEvents(structuredClone(message)) === 'hole')
        mustOpen = true
      if (message.type === 'refused') mustOpen = true
    }
    if (mustOpen) this.open()
    return !mustOpen
  }

  /** Has taken all that waited for it. */
  drain(): void {
    this.client.outlet.isBacklogged = false
    this.client.session.drained()
  }
}
