import { expect, it } from 'vitest'
import { newDataFile } from '../spawn-server.ts'
import { settings } from './settings.ts'
import { startParley } from './start-parley.ts'
import { Traffic } from './traffic.ts'

const { rounds } = settings
/** Acknowledgements between two kills: some fall upon a server that has just opened its file, most into the middle of traffic. */
const acknowledgedBeforeKill = [400, 1, 900, 30, 250]

it(
  `after ${rounds} rounds of kill -9 under load everything acknowledged is stored, once, in one order for all`,
  async () => {
    const data = newDataFile()
    let { program, url } = await startParley(data)
    const { port } = new URL(url)
    const traffic = new Traffic(url)
    let least = 0
    for (let round = 0; round < rounds; round++) {
      const count = acknowledgedBeforeKill[round % acknowledgedBeforeKill.length]!
      least += count
      await traffic.ledger.grows(count)
      await program.kill('SIGKILL')
      ;({ program } = await startParley(data, port))
      for (const { connection } of traffic.writers) connection.retryNow()
      if ((round + 1) % 25 === 0) console.log(`${round + 1} kills, ${traffic.ledger.acknowledged.size} acknowledged`)
    }
    await traffic.settle()
    traffic.close()
    await program.kill('SIGTERM')
    expect(traffic.ledger.posted.size).toBeGreaterThanOrEqual(least)
    for (const { heard } of traffic.writers) expect(heard.length).toBeGreaterThan(rounds)
    await traffic.expectKept(data)
  },
  60_000 + rounds * 6_000,
)
