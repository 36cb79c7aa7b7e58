import { ChannelError } from '../channel-error.ts'
import { Code } from '../codes.ts'
import { type Actor, systemActor } from '../define/actor.ts'
import type { FeatureContext, FoundDocuments } from '../define/feature.ts'
import type { DownMessage, FoundDocument, Reason } from '../messages/down.ts'
import { parseUp } from '../messages/parse-up.ts'
import type { FindBy, UpMessage } from '../messages/up.ts'
import type { Position } from '../position.ts'
import type { StoreError } from '../store/store-error.ts'
import type { Host } from './host.ts'
import { type Outlet, Reader } from './reader.ts'
import * as reasons from './reasons.ts'

type Sent<Type extends UpMessage['type']> = Extract<UpMessage, { readonly type: Type }>

/** What people ask of channels without a session: each call by itself, held to what a session's messages are held to. */
export class DirectCalls implements Omit<FeatureContext, 'identify'> {
  readonly #host: Host
  readonly #network: string | undefined

  /** `network`: as of `SessionOptions`, where all these calls come from. */
  constructor(host: Host, network?: string) {
    this.#host = host
    this.#network = network
  }

  now(): number {
    return this.#host.runtime.now()
  }

  async command(
    actor: Actor,
    channel: string,
    name: string,
    input: unknown,
    { id = `${this.#host.runtime.randomId()}.1` }: { readonly id?: string } = {},
  ): Promise<{ id: string; offset: number }> {
    const message = asSent('command', { id, channel, name, input })
    const { rates } = this.#host
    const isFree = actor === systemActor
    const waitMs = isFree ? 0 : this.#take(actor)
    if (waitMs > 0) throw new ChannelError(reasons.tooManyCommands(waitMs))
    const charge = isFree ? undefined : rates.chargeOf(actor.id, message.channel, message.name, this.#network)
    return new Promise((resolve, reject) => {
      const sender = {
        done: (_id: string, offset: number) => resolve({ id, offset }),
        refused: (_id: string, reason: Reason) => reject(new ChannelError(reason)),
      }
      this.#host.command(actor, message, sender, charge)
    })
  }

  async open(actor: Actor, channel: string, view: string): Promise<{ state: unknown; position: Position }> {
    const message = asSent('open', { channel, view })
    return new Promise((resolve, reject) => {
      const refused = (reason: Reason) => reject(new ChannelError(reason))
      const outlet: Outlet = {
        isBacklogged: false,
        send: (sent) => {
          const down = JSON.parse(typeof sent === 'string' ? sent : sent.text) as DownMessage
          // Before it is counted as one who has the view open: nobody is to see it come and go.
          this.#host.leave(reader)
          if (down.type === 'opened') resolve({ state: down.state, position: down.position })
          else if (down.type === 'refused') refused(down)
        },
        close() {},
      }
      const reader = new Reader(message.channel, message.view, actor, outlet)
      this.#host.open(reader, undefined, refused)
    })
  }

  async find(actor: Actor, channel: string, view: string, collection: string, by: FindBy): Promise<FoundDocuments> {
    const message = asSent('find', { id: 'find', channel, view, collection, by })
    const reader = new Reader(message.channel, message.view, actor, nowhere)
    const found = await this.#host.find(reader, message).catch((error: StoreError) => {
      this.report(error, `${channel}: finding documents`)
      return reasons.storeUnavailable
    })
    if ('code' in found) throw new ChannelError(found)
    const { documents, more, next } = found
    return { documents: documents.map((text) => JSON.parse(text) as FoundDocument), more, next }
  }

  report(error: unknown, where: string): void {
    this.#host.runtime.report(error, where)
  }

  /** As for one more session of this user. */
  #take(actor: Actor): number {
    const { rates, runtime } = this.#host
    const rate = rates.enter(actor.id)
    const waitMs = rate.takeCommand(runtime.now())
    rates.leave(rate)
    return waitMs
  }
}

const nowhere: Outlet = { isBacklogged: false, send() {}, close() {} }

/** The message as it would come over the wire: a copy, JSON and nothing else. Throws `ChannelError` for what a session would refuse. */
function asSent<Type extends UpMessage['type']>(type: Type, fields: object): Sent<Type> {
  let text: string
  try {
    text = JSON.stringify({ type, ...fields })
  } catch (error) {
    const why = error instanceof Error ? error.message : error
    throw new ChannelError({ code: Code.invalidInput, message: `This is not JSON: ${why}`, retryable: false })
  }
  const parsed = parseUp(text)
  if (!parsed.ok) throw new ChannelError({ code: parsed.code, message: parsed.text, retryable: false })
  return parsed.message as Sent<Type>
}
