import type { DoctorFinding, Step } from '../report/report.ts'
import { type Address, originOf } from './address.ts'
import { placeOf } from './observe.ts'
import { upgradeRequest } from './requests.ts'
import { Talk } from './talk.ts'
import { ask } from './wire.ts'

/** How long an idle connection is watched unless something else is said: beyond what proxies usually allow. In milliseconds. */
export const defaultIdleMs = 130_000

/** Opens a socket, says nothing and answers pings, until it is cut or the time is up. */
export async function watchIdle(
  address: Address,
  ip: string,
  atMostMs: number,
  signal?: AbortSignal,
): Promise<{ step: Step; finding: DoctorFinding | undefined }> {
  const request = upgradeRequest(address, { origin: originOf(address) })
  const answer = await ask(placeOf(address, ip), request.text, { connectMs: 2_000, answerMs: 3_000, keepsOpen: true })
  if (answer.is !== 'head' || answer.stream === undefined)
    return { step: { name: 'idle', state: 'skipped', detail: '' }, finding: undefined }
  const cut = await new Talk(answer.stream, answer.rest).idle(atMostMs, signal)
  if (cut === undefined)
    return { step: { name: 'idle', state: 'ok', detail: `${Math.round(atMostMs / 1000)} s` }, finding: undefined }
  const seconds = String(Math.round(cut.afterMs / 100) / 10)
  const evidence = `closed after ${seconds} s, code ${cut.code}, ${cut.pings} pings before`
  const finding: DoctorFinding = {
    code: 'probe/idle-cut',
    severity: 'error',
    values: { seconds },
    evidence,
    lines: [`setInterval(() => ws.ping(), ${Math.max(1, Math.floor(cut.afterMs / 2000)) * 1000})`],
  }
  return { step: { name: 'idle', state: 'failed', detail: `${seconds} s` }, finding }
}
