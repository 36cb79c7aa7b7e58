import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Finding, render } from '@parley/diagnosis'
import type { HeaderPair, RequestOptions } from '@parley/websocket'
import type { Agreed, Judgement, Opening, UpgradeRefusal } from '../handshake/opening.ts'
import { gone } from '../handshake/unavailable.ts'
import type { AttemptRecord } from './attempts.ts'
import { redactWords } from './redact.ts'
import { taught } from './taught.ts'
import type { Voice } from './voice.ts'

/** An opening whose end is written down, and whose refusals say as much as they may. */
export class RecordedOpening implements Opening {
  readonly request: IncomingMessage
  readonly head: Buffer
  /** `undefined`: nobody will ask for it. */
  readonly attempt: AttemptRecord | undefined
  readonly #opening: Opening
  readonly #voice: Voice

  constructor(opening: Opening, attempt: AttemptRecord | undefined, voice: Voice) {
    this.request = opening.request
    this.head = opening.head
    this.attempt = attempt
    this.#opening = opening
    this.#voice = voice
  }

  judge(options: RequestOptions): Judgement {
    return this.#opening.judge(options)
  }

  accept(agreed: Agreed): Duplex | undefined {
    const stream = this.#opening.accept(agreed)
    if (stream === undefined) this.attempt?.refused(gone, [])
    else if (this.#voice.isOn) this.#accepted(agreed)
    else this.attempt?.accepted([])
    return stream
  }

  #accepted(agreed: Agreed): void {
    const offered = this.request.headers['sec-websocket-protocol']
    // A browser hangs up on an answer without any of what it asked for.
    const isOff = offered !== undefined && agreed.protocol === undefined
    const finding = isOff ? noCommonProtocol(offered) : undefined
    if (finding !== undefined) this.#voice.warn(finding)
    this.attempt?.accepted(this.#opening.acceptHeaders(agreed), finding)
  }

  acceptHeaders(agreed: Agreed): readonly HeaderPair[] {
    return this.#opening.acceptHeaders(agreed)
  }

  refuse(refusal: UpgradeRefusal): void {
    const said = taught(refusal, this.#voice.isOn)
    this.#opening.refuse(said)
    this.attempt?.refused(said, this.#voice.isOn ? this.#opening.refusalHeaders(said) : [])
    this.#voice.refused(refusal, this.request)
  }

  refusalHeaders(refusal: UpgradeRefusal): readonly HeaderPair[] {
    return this.#opening.refusalHeaders(refusal)
  }

  drop(): void {
    this.#opening.drop()
    this.attempt?.refused(dropped, [])
  }

  whenGone(run: () => void): () => void {
    return this.#opening.whenGone(run)
  }
}

const dropped: UpgradeRefusal = {
  status: 0,
  code: 'handshake/dropped',
  message: render({ code: 'handshake/dropped' }, 'en').what,
}

function noCommonProtocol(offered: string): Finding {
  return { code: 'handshake/no-common-protocol', values: { offered: redactWords(offered) } }
}
