import type { Actor } from '../define/actor.ts'
import type { Reason } from '../messages/down.ts'
import type { Counted, RateCharge } from './rate-charge.ts'
import { commandKey } from './recent-outcomes.ts'

/** Who sent commands, and hears of each by its id: exactly one of these, once. */
export interface CommandSender {
  done(id: string, offset: number): void
  refused(id: string, reason: Reason): void
}

/** The plan behind a command that its own channel planned. */
export interface OwnPlan {
  readonly id: string
  /** Whether it still stands. */
  readonly isCurrent: () => boolean
}

/** The place of a command in an order that its channel must keep. */
export interface CommandTurn {
  /** Whether what comes before it was decided, with an effect. */
  readonly hasCome: boolean
  /** It was decided, and has an effect; that may still be dropped. */
  decided(): void
  /** It will be decided again. */
  undecided(): void
}

/** What only some commands have. */
export interface RequestExtras {
  /** There for a timer of the channel itself: it is forgotten in the transaction of its effect. */
  readonly plan?: OwnPlan | undefined
  /** There for what another channel planned. */
  readonly turn?: CommandTurn | undefined
  /** There if its rule names rates. */
  readonly charge?: RateCharge | undefined
}

/** A command on its way through the host, its input already through the schema. Busy servers make 100 000 of these a second. */
export class CommandRequest {
  readonly actor: Actor
  readonly id: string
  readonly name: string
  readonly input: unknown
  /** Tells it from every other command of its channel; the same for a retry. */
  readonly key: string
  readonly plan: OwnPlan | undefined
  readonly turn: CommandTurn | undefined
  readonly #charge: RateCharge | undefined
  readonly #sender: CommandSender
  readonly #answered: () => void

  constructor(
    actor: Actor,
    { id, name }: { readonly id: string; readonly name: string },
    input: unknown,
    sender: CommandSender,
    answered: () => void,
    { plan, turn, charge }: RequestExtras = {},
  ) {
    this.actor = actor
    this.id = id
    this.name = name
    this.input = input
    this.key = commandKey(actor.id, id)
    this.plan = plan
    this.turn = turn
    this.#charge = charge
    this.#sender = sender
    this.#answered = answered
  }

  /** 0: its rates let it be decided, or take effect. Otherwise it is worth trying again in so many milliseconds. */
  take(counted: Counted, now: number): number {
    return this.#charge?.take(counted, now) ?? 0
  }

  /** It was decided, and that stands: what it took of its rates is spent. Whatever it holds when it is answered is given back. */
  spend(): void {
    this.#charge?.spend()
  }

  /** It will be decided again. */
  giveBack(): void {
    this.#charge?.giveBack()
  }

  done(offset: number): void {
    this.giveBack()
    this.#sender.done(this.id, offset)
    this.#answered()
  }

  refused(reason: Reason): void {
    this.giveBack()
    this.#sender.refused(this.id, reason)
    this.#answered()
  }
}
