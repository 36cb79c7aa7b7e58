import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerCases } from './answers/cases.ts'
import { parleyClient } from './answers/clients.ts'
import { runAnswers } from './answers/run.ts'
import { handshake } from './index.ts'
import { expectationOf } from './oracle/expect.ts'
import { requestCases } from './requests/cases.ts'
import { foreignOrigins } from './requests/origin.ts'
import { headOf, linesWith } from './requests/sketch.ts'
import { runRequests } from './run-requests.ts'
import { type OpeningServer, startParley } from './servers.ts'
import { runSlowCases } from './slow-headers.ts'

describe('opening requests, generated', () => {
  const cases = requestCases()
  let server: OpeningServer
  beforeAll(async () => {
    server = await startParley()
  })
  afterAll(() => server.close())

  it('are at least 2 000, with ids that are all different, and the same in every run', () => {
    expect(cases.length).toBeGreaterThanOrEqual(2_000)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    expect(requestCases()).toEqual(cases)
  })

  it('are good and bad: neither kind could be answered by doing always the same', () => {
    const opened = cases.filter(({ head }) => expectationOf(head).opened !== undefined)
    expect(opened.length).toBeGreaterThan(500)
    expect(cases.length - opened.length).toBeGreaterThan(1_000)
  })

  it('are answered as the rules say, and nothing behind a refused one is taken for a request', async () => {
    expect(await runRequests(server, cases, 'ours')).toEqual([])
  })

  it('hold at least 30 foreign origins, each of which must be refused', () => {
    const welcome = foreignOrigins.filter(
      (origin) => expectationOf(headOf(linesWith(['Origin', origin]))).opened !== undefined,
    )
    expect(welcome).toEqual([])
    expect(foreignOrigins.length).toBeGreaterThanOrEqual(30)
  })

  it('are answered within 50 ms whatever fills their headers', async () => {
    const { deviations } = await runSlowCases(server)
    expect(deviations).toEqual([])
  })
})

describe('answers to our client, generated', () => {
  it('open or fail as the rules say, each failure with the step', async () => {
    const cases = answerCases()
    expect(cases.length).toBeGreaterThanOrEqual(200)
    expect(await runAnswers(parleyClient, cases)).toEqual([])
  })
})

describe('the area', () => {
  it('counts all subjects; what others do otherwise has a reason', async () => {
    const report = { progress: () => {}, detail: () => {}, only: ['version-', 'answer-subprotocol-'] }
    const { subjects, deviations } = await handshake.run(report)
    expect(subjects.map(({ subject }) => subject)).toEqual(['parley server', 'ws server', 'parley client', 'ws client'])
    for (const { cases } of subjects) expect(cases).toBeGreaterThan(20)
    expect(deviations.length).toBeGreaterThan(0)
    for (const { subject, reason } of deviations)
      expect([subject, reason]).toEqual([expect.stringMatching(/^ws /), expect.any(String)])
  })
})
