import type { Area, AreaResult, Deviation, Report } from '../runner/area.ts'
import { answerCases } from './answers/cases.ts'
import { type OpeningClient, parleyClient, wsClient } from './answers/clients.ts'
import { runAnswers } from './answers/run.ts'
import { withClientReason, withServerReason } from './peer-reasons.ts'
import { requestCases } from './requests/cases.ts'
import { runRequests } from './run-requests.ts'
import { type OpeningServer, startParley, startWs } from './servers.ts'
import { answerWithinMs, runSlowCases, slowCases } from './slow-headers.ts'

interface Part {
  readonly subject: string
  readonly cases: number
  readonly deviations: readonly Deviation[]
  readonly figures: readonly string[]
}

/** The opening handshake, both sides of it: generated requests to servers, generated answers to clients. */
export const handshake: Area = {
  name: 'handshake',
  title: 'Opening handshakes, generated',
  async run(report): Promise<AreaResult> {
    const parts = [
      await serverPart(await startParley(), report),
      await serverPart(await startWs(), report),
      await clientPart(parleyClient, report),
      await clientPart(wsClient, report),
    ]
    return {
      subjects: parts.map(({ subject, cases, deviations }) => ({ subject, cases, passes: cases - deviations.length })),
      deviations: parts.flatMap(({ deviations }) => deviations),
      figures: parts.flatMap(({ figures }) => figures),
    }
  },
}

async function serverPart(server: OpeningServer, report: Report): Promise<Part> {
  const isOurs = server.name.startsWith('parley')
  const cases = requestCases().filter(isWanted(report))
  const slow = slowCases().filter(isWanted(report))
  try {
    const requested = await runRequests(server, cases, isOurs ? 'ours' : 'any refusal', report)
    const timed = await runSlowCases(server, slow)
    const slowest = `${server.name}: the costliest of ${slow.length} full headers answered in ${timed.slowestMs.toFixed(0)} ms`
    return {
      subject: server.name,
      cases: cases.length + slow.length,
      deviations: [...requested.map((one) => (isOurs ? withoutRule(one) : withServerReason(one))), ...timed.deviations],
      figures: slow.length > 0 ? [`${slowest} (limit ${answerWithinMs} ms)`] : [],
    }
  } finally {
    await server.close()
  }
}

async function clientPart(client: OpeningClient, report: Report): Promise<Part> {
  const cases = answerCases().filter(isWanted(report))
  const deviations = await runAnswers(client, cases, report)
  const told = client === parleyClient ? deviations : deviations.map(withClientReason)
  return { subject: client.name, cases: cases.length, deviations: told, figures: [] }
}

function isWanted({ only }: Report): (one: { readonly id: string }) => boolean {
  return ({ id }) => only.length === 0 || only.some((start) => id.startsWith(start) || 'handshake'.startsWith(start))
}

function withoutRule({ rule: _, ...deviation }: Deviation & { readonly rule: unknown }): Deviation {
  return deviation
}
