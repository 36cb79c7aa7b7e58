import type { Deviation, Report } from '../runner/area.ts'
import { exchange, textFrame } from './exchange.ts'
import { describe, faultsOf, mustEnd, type Strictness } from './judge.ts'
import { expectationOf, type Rule } from './oracle/expect.ts'
import type { RequestCase } from './requests/cases.ts'
import type { OpeningServer } from './servers.ts'

const atOnce = 24

export interface RequestDeviation extends Deviation {
  /** The first rule that the request breaks; `undefined` for a good one. */
  readonly rule: Rule | undefined
}

/** Asks a server everything and says where it did otherwise than expected. */
export async function runRequests(
  server: OpeningServer,
  cases: readonly RequestCase[],
  strictness: Strictness,
  report?: Report,
): Promise<RequestDeviation[]> {
  const deviations: RequestDeviation[] = []
  let next = 0
  const work = async () => {
    for (let one = cases[next++]; one !== undefined; one = cases[next++]) {
      const deviation = await runRequest(server, one, strictness)
      if (deviation !== undefined) deviations.push(deviation)
      if (next % 200 === 0) report?.progress(`${server.name}: ${next} of ${cases.length} opening requests`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return deviations.sort((a, b) => a.case.localeCompare(b.case))
}

async function runRequest(
  server: OpeningServer,
  one: RequestCase,
  strictness: Strictness,
): Promise<RequestDeviation | undefined> {
  const expected = expectationOf(one.head)
  const awaitsEcho = expected.opened !== undefined
  const awaitsEnd = (status: number) => mustEnd(expected, strictness, status)
  // Behind a request that must be refused there is another one, to which nobody may listen.
  const smuggled = `/after/${one.id}`
  const tail = awaitsEcho ? textFrame(one.id) : `GET ${smuggled} HTTP/1.1\r\nHost: localhost\r\n\r\n`
  const seen = await exchange(server.port, { head: one.head, tail, awaitsEcho, awaitsEnd })
  const faults = faultsOf(seen, expected, strictness, one.id)
  if (!expected.isOrdinary && server.asked.includes(smuggled)) faults.push('what followed was taken for a request')
  if (faults.length === 0) return undefined
  const rule = expected.faults[0]?.rule
  return {
    subject: server.name,
    case: one.id,
    title: one.title,
    expected: describe(expected),
    seen: faults.join('; '),
    rule,
  }
}
