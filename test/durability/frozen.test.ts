// A server that does nothing for a while, as one whose machine swaps, migrates or sleeps: to everybody's kernel its
// connections are in order.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { newDataFile } from '../spawn-server.ts'
import { settings } from './settings.ts'
import { freeze, startParley, thaw } from './start-parley.ts'
import { Traffic, Writer } from './traffic.ts'

const { frozenSeconds } = settings
/** The server's heartbeat is 25 s, and a client waits 10 s more before it takes a silent server for dead. */
const patienceSeconds = 35

it(
  `a server that stood still for ${frozenSeconds} s loses nobody and doubles nothing`,
  async () => {
    const data = newDataFile()
    const { program, url } = await startParley(data)
    const traffic = new Traffic(url)
    await traffic.ledger.grows(1000)

    await freeze(program)
    const newcomer = new Writer(url, 'newcomer', traffic.ledger)
    onTestFinished(() => newcomer.connection.close())
    const welcomed = newcomer.post()
    const before = traffic.ledger.acknowledged.size
    // The time is what is tested.
    await sleep(frozenSeconds * 1000)
    thaw(program)

    await welcomed
    await traffic.ledger.grows(200)
    await traffic.settle()
    expect(traffic.ledger.acknowledged.size).toBeGreaterThan(before + 200)
    for (const { connection, states } of [...traffic.writers, newcomer]) {
      expect(connection.status.state).toBe('live')
      // Who waited no longer than the heartbeat allows was not even cut.
      if (frozenSeconds < patienceSeconds) expect(states).toEqual(['live'])
    }
    newcomer.connection.close()
    traffic.close()
    expect(program.stderr).toBe('')
    await program.kill('SIGTERM')
    await traffic.expectKept(data)
  },
  120_000 + frozenSeconds * 2_000,
)
