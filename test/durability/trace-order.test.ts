import { describe, expect, it } from 'vitest'
import { TraceOrder } from './trace-order.ts'

const log = '/data/parley.db-wal'
const write = `20 pwrite64(21<${log}>, "{\\"id\\":\\"m.1\\"}", 14, 32) = 14`
const sync = `20 fdatasync(21<${log}>) = 0`
const tell = '10 write(25<socket:[77]>, "\\201\\17{\\"type\\":\\"done\\",\\"id\\":\\"m.1\\"}", 30) = 30'

function violationsOf(...lines: readonly string[]) {
  const order = new TraceOrder(log, /m\.\d+/g)
  for (const line of lines) order.read(line)
  return order.violations.map(({ line, state }) => [line, state])
}

describe('the order of a trace', () => {
  it('is right when the log is synced after the write and before the telling', () => {
    expect(violationsOf(write, sync, tell)).toEqual([])
    expect(violationsOf(write, sync.replace('fdatasync', 'fsync'), tell)).toEqual([])
    expect(violationsOf(write, sync, tell.replace('write', 'writev'))).toEqual([])
  })

  it('is wrong when the telling comes first, and says what was missing', () => {
    expect(violationsOf(tell, write, sync)).toEqual([[1, 'never written']])
    expect(violationsOf(write, tell, sync)).toEqual([[2, 'written, not synced']])
    expect(violationsOf(sync, write, tell)).toEqual([[3, 'written, not synced']])
  })

  it('is wrong when another file was synced, or the sync failed', () => {
    expect(violationsOf(write, sync.replace('-wal', ''), tell)).toEqual([[3, 'written, not synced']])
    const failed = `20 fdatasync(21<${log}>) = -1 EIO (Input/output error)`
    expect(violationsOf(write, failed, tell)).toEqual([[3, 'being synced']])
  })

  it('is wrong when the telling starts before the sync ends, wherever its own line ends', () => {
    const syncStarts = `20 fdatasync(21<${log}> <unfinished ...>`
    const syncEnds = '20 <... fdatasync resumed>) = 0'
    const tellStarts = '10 write(25<socket:[77]>, "{\\"type\\":\\"done\\",\\"id\\":\\"m.1\\"}", 28 <unfinished ...>'
    const tellEnds = '10 <... write resumed>) = 28'
    expect(violationsOf(write, syncStarts, tell, syncEnds)).toEqual([[3, 'being synced']])
    expect(violationsOf(write, syncStarts, tellStarts, syncEnds, tellEnds)).toEqual([[3, 'being synced']])
    expect(violationsOf(write, syncStarts, syncEnds, tellStarts, tellEnds)).toEqual([])
  })

  it('is wrong when the sync started before the write had ended', () => {
    const writeStarts = `30 pwrite64(21<${log}>, "{\\"id\\":\\"m.1\\"}", 14, 32 <unfinished ...>`
    const writeEnds = '30 <... pwrite64 resumed>) = 14'
    expect(violationsOf(writeStarts, sync, writeEnds, tell)).toEqual([[4, 'written, not synced']])
    expect(violationsOf(writeStarts, writeEnds, sync, tell)).toEqual([])
  })

  it('counts what was told, and how often the log was synced', () => {
    const order = new TraceOrder(log, /m\.\d+/g)
    for (const line of [write, sync, tell, tell]) order.read(line)
    expect([...order.told]).toEqual(['m.1'])
    expect([...order.syncs]).toEqual([['fdatasync', 1]])
  })
})
