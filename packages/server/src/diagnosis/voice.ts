import type { IncomingMessage } from 'node:http'
import { type Finding, type Language, languageOf, render, toText } from '@parley/diagnosis'
import { FaultReports } from '../fault-reports.ts'
import type { UpgradeRefusal } from '../handshake/opening.ts'
import { type Log, printable } from '../log.ts'
import type { Settings } from '../options.ts'
import { isDoctor } from './stray-request.ts'
import { type Teaching, wordsOf } from './taught.ts'

/** Different notices of one attachment, as some name what a client sent. */
const maxNotices = 100

export interface VoiceOptions {
  /** Whether those who are refused are told all there is to know. */
  readonly isOn: boolean
  /** Whether the log is told what is noticed. */
  readonly speaks: boolean
  /** Which refusals the log is told of: in production those that an operator can mend, as the peer is not told how. */
  readonly refusals: 'all' | 'mendable' | 'none'
  readonly log: Log
  /** Of who reads the log. */
  readonly language: Language
}

/** What one attachment tells its people: in the log, and in its refusals. */
export class Voice implements Teaching {
  readonly isOn: boolean
  readonly speaks: boolean
  readonly language: Language
  readonly #log: Log
  readonly #refusals: FaultReports
  readonly #toldOf: VoiceOptions['refusals']
  readonly #said = new Set<string>()

  constructor({ isOn, speaks, refusals, log, language }: VoiceOptions) {
    this.isOn = isOn
    this.speaks = speaks
    this.language = language
    this.#toldOf = refusals
    this.#log = log
    this.#refusals = new FaultReports(log, 'warn')
  }

  /** Something to mend, once for each code and what it is said of. */
  warn(finding: Finding): void {
    this.#once('warn', finding)
  }

  /** Something worth knowing, likewise. */
  note(finding: Finding): void {
    this.#once('info', finding)
  }

  #once(level: 'info' | 'warn', finding: Finding): void {
    const kind = `${finding.code} ${finding.evidence} ${JSON.stringify(finding.values)}`
    if (!this.speaks || this.#said.has(kind) || this.#said.size >= maxNotices) return
    this.#said.add(kind)
    this.#write(level, toText(render(finding, this.language)))
  }

  info(text: string): void {
    if (this.speaks) this.#write('info', text)
  }

  /** The first of a kind is written out, further ones are counted. */
  refused(
    refusal: UpgradeRefusal,
    request: Pick<IncomingMessage, 'url'> & { readonly headers?: IncomingMessage['headers'] },
  ): void {
    const { url = '', headers } = request
    if (this.isOn && isDoctor(headers)) return
    if (this.#toldOf === 'none' || (this.#toldOf === 'mendable' && refusal.fix === undefined)) return
    const { what, fix } = wordsOf(refusal, this.language)
    const short = `${this.language === 'ko' ? '웹소켓 거절' : 'a WebSocket was refused'} (${refusal.code})`
    this.#refusals.say(
      refusal.code,
      printable(`${short} ${JSON.stringify(withoutQuery(url))}: ${what}${fix && `\n  ${fix}`}`),
      short,
    )
  }

  /** Says what was counted and not yet said. */
  end(): void {
    this.#refusals.end()
  }

  /** A log that throws must not end the process that has something to tell. */
  #write(level: 'info' | 'warn', text: string): void {
    try {
      this.#log[level](printable(text))
    } catch (error) {
      process.emitWarning(`The log threw: ${error}`)
    }
  }
}

/** The voice of an attachment with these settings. */
export function voiceOf({ diagnosis, announces, warns, log }: Settings): Voice {
  const refusals = announces ? 'all' : warns ? 'mendable' : 'none'
  return new Voice({ isOn: diagnosis, speaks: announces, refusals, log, language: languageOf(process.env) })
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').slice(0, 200)
}

const saysNothing = () => {}

/** Where nobody is attached any more. */
export const silent = new Voice({
  isOn: false,
  speaks: false,
  refusals: 'none',
  log: { info: saysNothing, warn: saysNothing, error: saysNothing },
  language: 'en',
})
