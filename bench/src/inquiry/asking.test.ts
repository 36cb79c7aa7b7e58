import { describe, expect, it } from 'vitest'
import { asking } from './asking.ts'

describe('a customer of the bench', () => {
  const customer = asking('customer-3')

  it('connects as himself, opens his inquiry and writes into it', () => {
    expect(customer.path).toBe('/parley?as=customer-3')
    expect(JSON.parse(customer.listen('abc')!)).toEqual({ type: 'open', channel: 'inquiry/abc', view: 'customer' })
    expect(JSON.parse(customer.post('abc', 7, 'Hello'))).toMatchObject({
      ...{ type: 'command', id: 'bench.0000000007' },
      ...{ channel: 'inquiry/abc', name: 'write', input: { text: 'Hello' } },
    })
  })

  it('ends the run when a message of his is refused', () => {
    const refused = Buffer.from('{"type":"refused","id":"bench.1","code":"rate-limited"}')
    expect(() => customer.deliveries(refused, 0)).toThrow('rate-limited')
    expect(customer.deliveries(Buffer.from('{"type":"done","id":"bench.1"}'), 0)).toBe(0)
  })
})
