// The 24 cases in which the engines of a survey differed most. `S1 10@102`: sell, by the name 1; `!`: immediate or cancel; C: cancel; M: another price or
// quantity. `1x4@100:10`: maker, taker, price, lots; `ok` and `REJ` are said of C and M, after what M traded; `drop5`: the rest of what is immediate.
import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk } from '../../test/engine/desk.ts'
import type { EngineCommand, Fact } from '../contract/index.ts'
import { Rejection } from '../contract/index.ts'

const cases = `
cancel_middle_then_sweep: B1 10@100, B2 10@100, B3 10@100, C2, S4 20@100! => ok 1x4@100:10 3x4@100:10 | empty
cancel_head_then_sweep: B1 10@100, B2 10@100, B3 10@100, C1, S4 20@100! => ok 2x4@100:10 3x4@100:10 | empty
multi_level_ioc_sweep: S1 10@102, S2 10@101, S3 10@100, B4 30@102! => 3x4@100:10 2x4@101:10 1x4@102:10 | empty
modify_into_cross: S1 10@100, B2 10@99, M2 10@100 => 1x2@100:10 ok | empty
partial_fill_then_cancel: S1 10@100, B2 6@100, C1 => 1x2@100:6 ok | empty
full_fill_then_stale_cancel: S1 10@100, B2 10@100, C1 => 1x2@100:10 REJ | empty
fifo_priority: B1 10@100, B2 10@100, S3 10@100 => 1x3@100:10 | B100:10
deep_fifo_scattered_cancel: B1 10@100, B2 10@100, B3 10@100, B4 10@100, B5 10@100, B6 10@100, B7 10@100, B8 10@100, C2, C5, C7, S9 50@100! => ok ok ok 1x9@100:10 3x9@100:10 4x9@100:10 6x9@100:10 8x9@100:10 | empty
sweep_residual_becomes_bbo: S1 10@100, S2 10@101, S3 10@102, B4 35@102, S5 5@102! => 1x4@100:10 2x4@101:10 3x4@102:10 4x5@102:5 | empty
modify_partially_filled_residual: S1 10@100, B2 4@100, M1 6@101, B3 6@101! => 1x2@100:4 ok 1x3@101:6 | empty
stale_modify_after_full_fill: S1 10@100, B2 10@100, M1 5@101 => 1x2@100:10 REJ | empty
reuse_id_after_cancel: B1 10@100, C1, S1 10@200, B2 10@200! => ok 1x2@200:10 | empty
two_level_cancel_sell_priority: B1 10@100, B2 10@100, B3 10@101, B4 10@101, C1, C4, S5 20@100! => ok ok 3x5@101:10 2x5@100:10 | empty
exact_multilevel_boundary: S1 10@100, S2 20@101, S3 30@102, B4 60@102! => 1x4@100:10 2x4@101:20 3x4@102:30 | empty
taker_price_both_directions: S1 10@100, B2 10@105!, B3 10@200, S4 10@195! => 1x2@100:10 3x4@200:10 | empty
same_level_full_double_consume: S1 30@9, S2 40@9, B3 100@9, S4 30@9! => 1x3@9:30 2x3@9:40 3x4@9:30 | empty
post_sweep_book_health: S1 10@100, S2 10@101, S3 10@102, B4 30@102!, S5 8@101, B6 8@101!, S7 8@103, B8 8@103! => 1x4@100:10 2x4@101:10 3x4@102:10 5x6@101:8 7x8@103:8 | empty
price_priority_both_sides_reverse_arrival: S1 10@105, S2 10@100, B3 10@105!, B4 10@90, B5 10@95, B6 10@92, S7 30@90! => 2x3@100:10 5x7@95:10 6x7@92:10 4x7@90:10 | S105:10
cancel_best_level_minimal_reprobe: B1 10@100, B2 7@99, C1, S3 7@99! => ok 2x3@99:7 | empty
ioc_partial_fill_must_not_rest: S1 10@100, B2 15@100!, S3 5@100! => 1x2@100:10 drop5 drop5 | empty
limit_order_stops_at_own_price: S1 5@100, S2 10@105, B3 12@102, S4 7@102! => 1x3@100:5 3x4@102:7 | S105:10
partial_fill_exact_residual_drain: S1 20@100, B2 8@100!, B3 12@100!, B4 5@100! => 1x2@100:8 1x3@100:12 drop5 | empty
fifo_same_price_multi_aggressor: B1 10@100, B2 10@100, B3 10@100, B4 10@100, S5 15@100!, S6 15@100! => 1x5@100:10 2x5@100:5 2x6@100:5 3x6@100:10 | B100:10
reuse_id_after_full_fill: B1 10@100, S2 10@100, S1 10@200, B3 10@200! => 1x2@100:10 1x3@200:10 | empty
`
  .trim()
  .split('\n')
  .map((line) => /^(\w+): (.*) => (.*) \| (.*)$/.exec(line)!.slice(1) as [string, string, string, string])

describe('Engine: edge cases of a survey of matching engines', () => {
  it.each(cases)('%s', (_, steps, said, book) => {
    const desk = new Desk()
    const results = steps.split(', ').map((step) => resultOf(desk, step))
    expect(results.flat().join(' ')).toBe(said)
    expect(desk.book()).toBe(book)
    audit(desk.engine)
  })

  it('are all there', () => {
    expect(cases).toHaveLength(24)
  })
})

function resultOf(desk: Desk, step: string): string[] {
  const [, kind, client, lots, price, immediate] = /^([BSCM])(\d+)(?: (\d+)@(\d+)(!?))?$/.exec(step)!
  const command = commandOf(desk, kind!, client!, Number(lots), Number(price), immediate === '!')
  const facts = desk.engine.execute(command, 1)
  const answer = kind === 'B' || kind === 'S' ? [] : [facts instanceof Rejection ? 'REJ' : 'ok']
  return [...(facts instanceof Rejection ? [] : facts.flatMap(texts)), ...answer]
}

function texts(fact: Fact): string[] {
  if (fact.type === 'traded') return [`${fact.makerClient}x${fact.takerClient}@${fact.price}:${fact.lots}`]
  return fact.type === 'ended' && fact.reason === 'ioc' ? [`drop${fact.lots}`] : []
}

function commandOf(
  desk: Desk,
  kind: string,
  client: string,
  lots: number,
  price: number,
  isImmediate: boolean,
): EngineCommand {
  const ref = { client }
  if (kind === 'C') return { do: 'cancel', account: 'ann', ref }
  if (kind === 'M') return { do: 'amend', account: 'ann', ref, leaves: lots, price }
  const more = { client, selfTrade: 'none' as const, ...(isImmediate && { tif: 'ioc' as const }) }
  return desk.order('ann', kind === 'B' ? 'buy' : 'sell', lots, price, more)
}
