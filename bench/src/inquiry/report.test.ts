import { describe, expect, it } from 'vitest'
import type { InquiryResult } from './inquiry.ts'
import { inquiryRows } from './report.ts'

const memory = (megabytes: number) => ({ rss: megabytes * 1e6, heapUsed: megabytes * 5e5, heapFree: 0, external: 0 })

function result(contestant: string, cpuPerMessage: number, othersShare = 0): InquiryResult {
  return {
    ...{ contestant, round: 1, cpuPerMessage, othersShare, lost: 0, deliveredPerSecond: 200, share: 1 },
    ...{ serverCpuShare: 0.1, loadCpuShare: 0.1, entryP50Ms: 1, entryP99Ms: 2, rowP50Ms: 3, rowP99Ms: 4 },
    ...{ listensMs: 10, deskMs: 20, allMs: 30, desk: memory(100), agents: memory(150) },
  }
}

describe('the rows of the report', () => {
  it('are medians over the quiet rounds, as multiples of the relay', () => {
    const ours = [100, 300, 200].map((cpu) => result('parley inquiry, durable', cpu))
    const results = [result('Socket.IO, relay', 50), ...ours, result('parley inquiry, durable', 9_000, 0.5)]
    expect(inquiryRows({ filled: undefined, results }, 11)).toMatchObject([
      { contestant: 'Socket.IO, relay', rounds: 1, toSocketIo: 1 },
      { contestant: 'parley inquiry, durable', rounds: 3, cpuPerMessage: 200, toSocketIo: 4 },
    ])
  })

  it('give each agent but the first his share of what all take', () => {
    const [row] = inquiryRows({ filled: undefined, results: [result('parley inquiry, durable', 1)] }, 11)
    expect(row).toMatchObject({ rss: 100e6, heap: 50e6, agentRss: 5e6, agentHeap: 2.5e6 })
  })
})
