import type { Case } from '../cases/case.ts'
import { type ProfileName, profiles } from '../subjects/profile.ts'
import type { ServerSubject, Subject } from '../subjects/subject.ts'
import { opcodes, RawConnection } from '../wire/index.ts'
import { isOurs } from './area.ts'
import { openToClient, openToServer } from './open-case.ts'
import { runCase, type Verdict } from './run-case.ts'

export interface CaseOutcome {
  readonly case: Case
  readonly verdict: Verdict
}

export interface RunOptions {
  readonly onOutcome?: (outcome: CaseOutcome) => void
  /** How long each thing that a case waits for may take. @default 10 000 for ours, 1 500 for others */
  readonly patienceMs?: number
}

/** Cases of one subject that run at a time. */
const atOnce = 16

/** What is waited for in vain costs this long; ours must not fail because a machine is busy. */
function patienceFor(subject: Subject): number {
  return isOurs(subject.name) ? 10_000 : 1_500
}

export function concerns(subject: Subject, one: Case): boolean {
  return (one.role ?? subject.role) === subject.role && !subject.lacks?.includes(one.profile ?? 'plain')
}

/** Runs the cases that concern this subject. Outcomes come in the order of the cases. */
export async function runSubject(
  subject: Subject,
  cases: readonly Case[],
  { onOutcome = () => {}, patienceMs = patienceFor(subject) }: RunOptions = {},
): Promise<CaseOutcome[]> {
  const mine = cases.filter((one) => concerns(subject, one))
  const servers = new Servers(subject)
  const outcomes: CaseOutcome[] = []
  let next = 0
  const work = async () => {
    for (let at = next++; at < mine.length; at = next++) {
      const one = mine[at]!
      outcomes[at] = { case: one, verdict: await runOne(subject, one, servers, patienceMs) }
      onOutcome(outcomes[at]!)
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work))
  } finally {
    await servers.close()
  }
  return outcomes
}

async function runOne(subject: Subject, one: Case, servers: Servers, patienceMs: number): Promise<Verdict> {
  const name = one.profile ?? 'plain'
  try {
    if (subject.role === 'client') {
      const opened = await openToClient(subject, profiles[name], one, patienceMs)
      return await runCase(one, opened, patienceMs).finally(opened.close)
    }
    const port = await servers.portOf(name)
    const opened = await openToServer(port, one, patienceMs)
    const verdict = await runCase(one, opened, patienceMs).finally(opened.close)
    // What a peer that goes away leaves behind is seen by the next one.
    if (verdict.passed && one.expect.close === 'optional') await expectService(port, patienceMs)
    return verdict
  } catch (error) {
    return { passed: false, expected: 'a connection', seen: (error as Error).message }
  }
}

async function expectService(port: number, patienceMs: number): Promise<void> {
  const peer = await RawConnection.open(port, { path: '/echo', deadlineMs: patienceMs })
  try {
    peer.send(opcodes.text, 'next')
    const echo = await peer.frameAt(0, patienceMs)
    if (echo?.payload.toString() !== 'next') throw new Error('the next connection was not served')
  } finally {
    peer.cut()
  }
}

/** One server for each profile, started when a case asks for it. */
class Servers {
  readonly #subject: Subject
  readonly #running = new Map<ProfileName, ReturnType<ServerSubject['start']>>()

  constructor(subject: Subject) {
    this.#subject = subject
  }

  async portOf(name: ProfileName): Promise<number> {
    if (this.#subject.role !== 'server') throw new TypeError(`expected a server, got ${this.#subject.name}`)
    const running = this.#running.get(name) ?? this.#subject.start(profiles[name])
    this.#running.set(name, running)
    return (await running).port
  }

  async close(): Promise<void> {
    for (const running of this.#running.values()) await (await running).close()
  }
}
