import { UsageError } from '@parley/channel'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { RecordingLog } from '../test/serve.ts'
import { FaultReports } from './fault-reports.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function reporting() {
  const log = new RecordingLog()
  return { log, reports: new FaultReports(log) }
}

describe('a fault', () => {
  it('is written at once with its stack, then only counted, once a minute', () => {
    const { log, reports } = reporting()
    for (let at = 0; at < 1_000; at++) reports.report(new Error('no room'), 'chat/a: the store could not write')
    expect(log.errors).toEqual([expect.stringMatching(/^chat\/a: the store could not write: Error: no room\n {4}at /)])
    vi.advanceTimersByTime(60_000)
    expect(log.errors.slice(1)).toEqual(['chat/a: the store could not write: no room (999 more times)'])
    reports.report(new Error('no room'), 'chat/a: the store could not write')
    vi.advanceTimersByTime(59_000)
    expect(log.errors).toHaveLength(2)
    vi.advanceTimersByTime(1_000)
    expect(log.errors[2]).toContain('(1 more time)')
  })

  it('is written with its code, if it has one', () => {
    const { log, reports } = reporting()
    reports.report(new UsageError('ERR_CHANNEL_EFFECT', 'not 0.5'), 'chat/a')
    expect(log.errors).toEqual([expect.stringMatching(/^chat\/a: ERR_CHANNEL_EFFECT: UsageError: not 0\.5\n/)])
  })

  it('is written again in full after a minute without it, and no timer goes on', () => {
    const { log, reports } = reporting()
    reports.report(new Error('odd'), 'here')
    vi.advanceTimersByTime(60_000)
    expect(vi.getTimerCount()).toBe(0)
    reports.report(new Error('odd'), 'here')
    expect(log.errors).toEqual([expect.stringContaining('    at '), expect.stringContaining('    at ')])
  })

  it('elsewhere, or another one, is written too', () => {
    const { log, reports } = reporting()
    reports.report(new Error('odd'), 'here')
    reports.report(new Error('odd'), 'there')
    reports.report(new Error('odder'), 'here')
    reports.report('no error at all', 'here')
    expect(log.errors).toHaveLength(4)
  })

  it('of more than 100 kinds is counted with the others, so that memory and log stay small', () => {
    const { log, reports } = reporting()
    for (let at = 0; at < 5_000; at++) reports.report(new Error('odd'), `chat/${at}`)
    expect(log.errors).toHaveLength(100)
    vi.advanceTimersByTime(60_000)
    expect(log.errors.slice(100)).toEqual(['other faults (4900 more times)'])
  })

  it('of the log itself is a warning of the process, and ends nothing', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const { log, reports } = reporting()
    log.error = () => {
      throw new Error('the disk is full')
    }
    for (let at = 0; at < 2; at++) reports.report(new Error('odd'), 'here')
    reports.end()
    expect(warn.mock.calls).toEqual(Array(2).fill(['The log threw: Error: the disk is full']))
  })

  it('that was counted is said when all ends', () => {
    const { log, reports } = reporting()
    for (let at = 0; at < 3; at++) reports.report(new Error('odd'), 'here')
    reports.end()
    expect(log.errors.slice(1)).toEqual(['here: odd (2 more times)'])
    expect(vi.getTimerCount()).toBe(0)
  })
})
