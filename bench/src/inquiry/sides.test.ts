import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { stamped } from '../client/stamp.ts'
import { startParleyInquiry } from '../servers/parley-inquiry.ts'
import { sides } from './sides.ts'

const agents = 2
const time = 1_764_450_000_123_456
const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Agents and their customers are there; `seen` resolves with what has come onto the screens once that is `count`. */
async function gathered(port: number) {
  const came: string[] = []
  let look = () => {}
  const hears = (what: string) => (microseconds: number) => {
    came.push(`${what} ${microseconds - time}`)
    look()
  }
  const side = sides.parley(agents, { entry: hears('entry'), row: hears('row') })
  ends.push(() => side.close())
  await side.first(port)
  await side.rest()
  await side.customers()
  const seen = (count: number) =>
    new Promise<string[]>((resolve) => {
      look = () => {
        if (came.length >= count) resolve(came.sort())
      }
      look()
    })
  return { side, seen }
}

it('what a customer writes is seen once by the agent who has it open: as an entry and in the row of his list', {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-test-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const running = await startParleyInquiry({ dataFile: join(folder, 'a.db') })
  ends.push(() => running.close?.())
  await running.fill?.({ inquiries: 3, agents, assignedEach: 1, bytes: 40 })
  const { side, seen } = await gathered(running.port)
  for (const at of [0, 1]) side.write(at, at, stamped(time + at, 100))
  expect(await seen(4)).toEqual(['entry 0', 'entry 1', 'row 0', 'row 1'])
})
