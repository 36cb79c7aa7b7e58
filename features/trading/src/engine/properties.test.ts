import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit, conserved } from '../../test/engine/audit.ts'
import { assets, command, markets, opening } from '../../test/engine/commands.ts'
import { Tally } from '../../test/engine/tally.ts'
import type { EngineCommand, Fact } from '../contract/index.ts'
import { Rejection } from '../contract/index.ts'
import { Engine } from '../engine.ts'

const steps = fc.array(fc.record({ command, wait: fc.integer({ min: 0, max: 9 }), isCut: fc.boolean() }), {
  maxLength: 80,
  size: 'max',
})

function opened(): Engine {
  const engine = new Engine({ assets })
  for (const each of opening) engine.execute(each, 0)
  return engine
}

const json = (value: unknown) => JSON.stringify(value)

/** Each property over the same kind of histories. `visit` gets what the command says, before it is done to the engine of that name. */
function overHistories(
  visit: (history: History, step: { command: EngineCommand; at: number; isCut: boolean }) => void,
  seed?: number,
) {
  fc.assert(
    fc.property(steps, (all) => {
      const history = new History()
      let at = 1
      for (const { command: each, wait, isCut } of all) {
        at += wait
        visit(history, { command: each, at, isCut })
      }
    }),
    { numRuns: 150, ...(seed === undefined ? {} : { seed }) },
  )
}

class History {
  readonly executed = opened()
  readonly folded = opened()
  cut = opened()
  readonly tally = new Tally()
}

describe('Engine: whatever is asked of it', () => {
  it('money is conserved at every fact, the book is never crossed, and what is locked is what open orders hold', () => {
    overHistories(({ folded }, { command: each, at }) => {
      for (const fact of factsOf(folded.decide(each, at))) {
        folded.apply(fact)
        conserved(folded)
      }
      audit(folded)
    })
  })

  it('trades are at the maker’s price with whoever is first at the best price, and every lot of an order is accounted for', () => {
    overHistories(({ executed, tally }, { command: each, at }) => {
      tally.read(factsOf(executed.execute(each, at)))
      for (const market of markets) {
        for (const side of ['buy', 'sell'] as const) {
          const queue = executed.queue(market, side)
          if (json(queue.map(({ order }) => order.id)) !== json(tally.standing(market, side)))
            throw new Error('another queue')
          for (const { order, leaves } of queue) {
            if (tally.leaves(tally.orders.get(order.id)!) !== leaves) throw new Error(`#${order.id} has ${leaves}`)
          }
        }
      }
    })
  })

  it('a decision changes nothing, and its facts, folded, make what executing it makes', () => {
    overHistories(({ executed, folded }, { command: each, at }) => {
      const before = json(folded.save())
      const facts = folded.decide(each, at)
      if (json(folded.save()) !== before) throw new Error('it changed')
      const done = executed.execute(each, at)
      if (json(done) !== json(facts)) throw new Error('other facts')
      if (done instanceof Rejection && json(executed.save()) !== before) throw new Error('a refusal changed something')
      for (const fact of factsOf(facts)) folded.apply(fact)
      if (json(folded.save()) !== json(executed.save())) throw new Error('another state')
    })
  })

  it('an engine that was saved and loaded says the same facts, byte for byte', () => {
    overHistories((history, { command: each, at, isCut }) => {
      if (isCut) history.cut = Engine.load({ assets }, JSON.parse(json(history.cut.save())))
      if (json(history.executed.execute(each, at)) !== json(history.cut.execute(each, at)))
        throw new Error('other facts')
      if (json(history.executed.save()) !== json(history.cut.save())) throw new Error('another state')
    })
  })

  it('histories are full of what can happen, so that this says something', () => {
    const seen = new Set<string>()
    // What is rare is in most sets of histories; in these it is.
    overHistories(({ executed }, { command: each, at }) => {
      const result = executed.execute(each, at)
      for (const kind of result instanceof Rejection ? [result.code] : result.map(kindOf)) seen.add(kind)
    }, 2)
    expect([...seen]).toEqual(expect.arrayContaining(often))
  })

  it('after cancel-all of everybody nothing is locked', () => {
    overHistories(({ executed }, { command: each, at }) => {
      executed.execute(each, at)
      const copy = Engine.load({ assets }, executed.save())
      for (const account of copy.accounts()) copy.execute({ do: 'cancel-all', account }, at)
      for (const account of copy.accounts()) {
        for (const { name } of assets)
          if (copy.locked(account, name) !== 0) throw new Error(`${account} has ${name} locked`)
      }
    })
  })
})

/** Seen often enough in as many histories. */
const often = [
  ...['accepted', 'rested', 'traded', 'crossed', 'refilled', 'prevented', 'moved', 'triggered', 'trailed', 'deposited'],
  ...['status', 'fees', 'dead-man', 'replace-refused'],
  ...['user', 'ioc', 'amount-spent', 'no-liquidity', 'self-trade', 'expired', 'oco', 'replaced', 'dead-man'].map(
    (reason) => `ended ${reason}`,
  ),
  ...['no-asset', 'no-market', 'halted', 'in-auction', 'price-band', 'insufficient-funds', 'bad-order'].map(code),
  ...['would-trade', 'not-filled', 'no-liquidity', 'unknown-order', 'id-reused', 'not-replaced'].map(code),
]

function code(name: string): string {
  return `trading/${name}`
}

function kindOf(fact: Fact): string {
  if (fact.type === 'ended') return `ended ${fact.reason}`
  return fact.type === 'traded' && fact.cross !== undefined ? 'crossed' : fact.type
}

function factsOf(result: readonly Fact[] | Rejection): readonly Fact[] {
  return result instanceof Rejection ? [] : result
}
