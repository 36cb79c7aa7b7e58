// The promise "acknowledged is durable", looked at from the kernel: strace writes down what the server asks of it, in order.
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { newFolder } from '../spawn-server.ts'
import { needProgram } from './programs.ts'
import { RawSession } from './raw-session.ts'
import { settings } from './settings.ts'
import { startParley } from './start-parley.ts'
import { TraceOrder } from './trace-order.ts'

const { acknowledgements } = settings
/** Of one session: fewer than it may send at once. */
const perSession = 500
const inFlight = 2

it(`of ${acknowledgements} acknowledged posts each was in the synced log before anybody was told of it`, async () => {
  needProgram('strace', 'strace')
  const folder = newFolder()
  const data = path.join(folder, 'parley.db')
  const trace = path.join(folder, 'trace')
  const calls = 'fdatasync,fsync,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg'
  // -D: the server stays our child. -y: what each descriptor is. -s: so much of what is written.
  const flags = ['-D', '-f', '--seccomp-bpf', '-y', '-s', '1000000', '-e', `trace=${calls}`, '-e', 'signal=none']
  const { program, url } = await startParley(data, '0', { under: ['strace', ...flags, '-o', trace] })

  const reader = await RawSession.open(url)
  expect(await reader.openRoom('proof')).toMatchObject({ type: 'opened' })
  let posted = 0
  const postAll = async (session: RawSession, count: number) => {
    for (let left = count; left > 0; left--) {
      // Twice in its event and once beside it: where a page of the file ends within one of them, the others are whole.
      const mark = `mark.${String(++posted).padStart(6, '0')}`
      expect(await session.post('proof', mark, mark)).toMatchObject({ type: 'done', id: mark })
    }
  }
  const loops: Promise<void>[] = []
  for (let left = acknowledgements; left > 0; left -= perSession) {
    const session = await RawSession.open(url)
    const share = Math.min(left, perSession)
    for (let i = 0; i < inFlight; i++) {
      loops.push(postAll(session, Math.floor(share / inFlight) + (i < share % inFlight ? 1 : 0)))
    }
  }
  await Promise.all(loops)
  await program.kill('SIGKILL')

  const order = new TraceOrder(`${data}-wal`, /mark\.\d{6}/g)
  for await (const line of createInterface(createReadStream(trace, 'latin1'))) order.read(line)
  expect(order.violations.slice(0, 10)).toEqual([])
  expect(order.told.size).toBe(acknowledgements)
  expect([...order.syncs.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(acknowledgements / 100)
  console.log(`${acknowledgements} acknowledged over ${JSON.stringify(Object.fromEntries(order.syncs))} of the log`)
}, 240_000)
