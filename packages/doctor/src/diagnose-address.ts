import type { Language } from '@parley/diagnosis'
import { readAddress } from './probe/address.ts'
import { Deadline } from './probe/deadline.ts'
import { defaultIdleMs, watchIdle } from './probe/idle.ts'
import { judgeAddress } from './probe/judge.ts'
import { observe } from './probe/observe.ts'
import { statusOf } from './probe/observed.ts'
import { compare, judgeThrough } from './probe/through.ts'
import { addressSteps } from './report/address-steps.ts'
import type { DoctorFinding, Report, Step } from './report/report.ts'

export interface AddressOptions {
  readonly language: Language
  /** Milliseconds, from any beginning. */
  readonly now: () => number
  /** How long all of it may take, in milliseconds, `idleMs` aside. @default 3000 */
  readonly withinMs?: number
  /** The address by which others reach the same server. */
  readonly through?: string | undefined
  /** Watches an idle connection that long, in milliseconds; `true` for 130 s. */
  readonly idleMs?: number | true | undefined
  /** Says a text and a message of 64 KiB: whoever relays messages shows them to others. @default false */
  readonly says?: boolean
  /** The page that opens the socket; else one of the server itself. */
  readonly origin?: string | undefined
  /** Paths that are tried where the one of the address is not open, before the usual ones. */
  readonly knownPaths?: readonly string[]
  readonly signal?: AbortSignal | undefined
}

/** Probes an address, step by step. Throws `RangeError` for what is no address. */
export async function diagnoseAddress(given: string, options: AddressOptions): Promise<Report> {
  const { language, now, withinMs = 3000, says = false, origin, knownPaths = [] } = options
  const address = addressOf(given)
  const outside = options.through === undefined ? undefined : addressOf(options.through)
  const began = now()
  const deadline = new Deadline(withinMs, now)
  const asked = { deadline, says, knownPaths, ...(origin === undefined ? {} : { origin }) }
  const [direct, through] = await Promise.all([
    observe(address, asked),
    outside === undefined ? undefined : observe(outside, asked),
  ])
  const findings: DoctorFinding[] = [...judgeAddress(direct)]
  const steps: Step[] = [...addressSteps(direct)]
  if (through !== undefined) {
    const compared = judgeThrough(await compare(direct, through, deadline))
    // What is wrong with the server itself is wrong through the proxy too.
    const isServers = findings.some(({ severity }) => severity === 'error')
    if (compared !== undefined) findings.unshift(compared)
    else if (!isServers) findings.unshift(...judgeAddress(through))
    const status = statusOf(through.upgrade)
    steps.push({
      name: 'proxy',
      state: status === 101 ? 'ok' : 'failed',
      detail: `${through.address.shown} ${status ?? ''}`.trim(),
    })
  }
  const ms = Math.round(now() - began)
  const watched = through ?? direct
  const ip = watched.reached.find(({ state }) => state === 'open')?.ip
  if (options.idleMs !== undefined && ip !== undefined && statusOf(watched.upgrade) === 101) {
    const atMostMs = options.idleMs === true ? defaultIdleMs : options.idleMs
    const { step, finding } = await watchIdle(watched.address, ip, atMostMs, options.signal)
    steps.push(step)
    if (finding !== undefined) findings.push(finding)
  }
  return { target: address.shown, language, ms, findings, steps }
}

function addressOf(given: string): ReturnType<typeof readAddress> & object {
  const address = readAddress(given)
  if (address === undefined)
    throw new RangeError(`expected an address like ws://localhost:3000/parley, got ${JSON.stringify(given)}`)
  return address
}
