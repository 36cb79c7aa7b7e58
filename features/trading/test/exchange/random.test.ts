// Random commands of several people to one exchange: what holds after each.
import { seededRandom } from '@parley/testkit'
import { expect, test } from 'vitest'
import type { Executed } from '../../src/contract/index.ts'
import { exchangeFold } from '../../src/exchange/exchange-fold.ts'
import { loadExchange, saveExchange } from '../../src/exchange/saved-state.ts'
import { Desk, options } from './desk.ts'
import { aCommand, people } from './random-commands.ts'

const steps = 700

function checkMoney(desk: Desk): void {
  const { engine } = desk.state
  for (const asset of ['BTC', 'ETH', 'USD']) {
    let sum = engine.fees(asset)
    for (const id of engine.accounts()) {
      const [free, locked] = [engine.free(id, asset), engine.locked(id, asset)]
      expect(free).toBeGreaterThanOrEqual(0)
      expect(locked).toBeGreaterThanOrEqual(0)
      expect(desk.account(id).balances[asset] ?? { free: 0, locked: 0 }).toEqual({ free, locked })
      sum += free + locked
    }
    expect(sum).toBe(engine.deposited(asset))
  }
}

test.each([1, 2, 3])(
  'a decision changes nothing, the log gives the same state from anywhere, money is conserved and the sums are the books’: seed %i',
  (seed) => {
    const random = seededRandom(seed)
    const desk = new Desk({
      ...options,
      limits: { rememberedIds: 20, maxWindowMs: 10_000 },
      orderRate: { perSecond: 5, burst: 100 },
    })
    desk.join(...people)
    const answers = new Map<string, number>()
    for (let step = 0; step < steps; step++) {
      desk.now += random.integer(0, 399)
      const before = step % 10 === 0 ? JSON.stringify(saveExchange(desk.state)) : undefined
      const { length } = desk.log
      const answer = desk.send(...aCommand(random, desk.now))?.code ?? 'done'
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      if (before !== undefined && desk.log.length === length)
        expect(JSON.stringify(saveExchange(desk.state))).toBe(before)
      const { sums = {} } = desk.log.at(-1)!.data as Executed
      for (const [market, sum] of Object.entries(sums)) expect(desk.state.engine.market(market)?.sum).toBe(sum)
      if (step % 20 === 0) checkMoney(desk)
      // Whoever goes on from what was stored goes on alike.
      if (random.chance(0.02)) desk.reload()
    }
    expect(answers.get('internal')).toBeUndefined()
    expect(answers.get('done')).toBeGreaterThan(steps / 4)
    const fold = exchangeFold(desk.config)
    let state = fold.state()
    for (const event of desk.log) {
      fold.events[event.type as 'executed'](state, JSON.parse(JSON.stringify(event.data)), event)
      if (event.offset % 97 === 0) state = loadExchange(desk.config, JSON.parse(JSON.stringify(saveExchange(state))))
    }
    expect(JSON.stringify(saveExchange(state))).toBe(JSON.stringify(saveExchange(desk.state)))
  },
)
