import { describe, expect, it } from 'vitest'
import { OrderFlow, priceOf, type Step } from './order-flow.ts'

const options = { crossingPercent: 20, standing: 5, prices: 50 }

function steps(flow: OrderFlow, count: number): Step[] {
  return Array.from({ length: count }, () => flow.next())
}

describe('what a trader orders', () => {
  it('is the same from the same seed, and other from another', () => {
    const once = steps(new OrderFlow(7, options), 100)
    expect(steps(new OrderFlow(7, options), 100)).toEqual(once)
    expect(steps(new OrderFlow(8, options), 100)).not.toEqual(once)
  })

  it('names each order once, and cancels the oldest when enough stand', () => {
    const all = steps(new OrderFlow(1, options), 200)
    const placed = all.filter(({ do: what }) => what === 'place').map(({ client }) => client)
    expect(new Set(placed).size).toBe(placed.length)
    expect(all.filter(({ do: what }) => what === 'cancel').map(({ client }) => client)).toEqual(
      placed.slice(0, all.length - placed.length),
    )
    expect(all.slice(0, 7).map(({ do: what }) => what)).toEqual([...Array(6).fill('place'), 'cancel'])
  })

  it('cancels nothing that has ended', () => {
    const flow = new OrderFlow(1, options)
    for (const { client } of steps(flow, 6)) flow.ended(client)
    expect(steps(flow, 6).map(({ do: what }) => what)).toEqual(Array(6).fill('place'))
  })

  it('crosses the middle with about the share that it is told', () => {
    const flow = new OrderFlow(3, { ...options, standing: 100_000 })
    const middle = (at: number) => 6_400_000 + Math.floor((at + 1) / 50)
    const crossing = steps(flow, 5_000).filter(
      (step, at) => step.do === 'place' && (step.side === 'buy' ? step.ticks > middle(at) : step.ticks < middle(at)),
    )
    expect(crossing.length / 5_000).toBeCloseTo(0.2, 1)
  })
})

it('a price is written with two decimals', () => {
  expect([priceOf(6_400_000), priceOf(6_400_009), priceOf(5)]).toEqual(['64000.00', '64000.09', '0.05'])
})
