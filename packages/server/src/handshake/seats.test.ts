import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Seat, Seats } from './seats.ts'

const limits = { maxSockets: 5, maxSocketsPerAddress: 3, maxSocketsPerUser: 2 }

function sit(seats: Seats, network?: string): Seat {
  const seat = seats.take(network)
  if (!(seat instanceof Seat)) throw new Error(`no seat: ${seat}`)
  return seat
}

describe('seats', () => {
  it('are as many as there may be, and free again once left', () => {
    const seats = new Seats(limits)
    const all = Array.from({ length: 5 }, () => sit(seats))
    expect(seats.take(undefined)).toBe('of-server')
    expect(seats.take('203.0.113.7')).toBe('of-server')
    all[0]?.free()
    all[0]?.free()
    sit(seats)
    expect(seats.take(undefined)).toBe('of-server')
    expect(seats.taken).toBe(5)
  })

  it('are as many for one address as it may have, and others keep theirs', () => {
    const seats = new Seats(limits)
    const all = Array.from({ length: 3 }, () => sit(seats, '203.0.113.7'))
    expect(seats.take('203.0.113.7')).toBe('of-address')
    expect(seats.taken).toBe(3)
    sit(seats, '203.0.113.8').free()
    all[1]?.free()
    sit(seats, '203.0.113.7')
    expect(seats.take('203.0.113.7')).toBe('of-address')
  })

  it('are as many for one user as one may have, from whatever address', () => {
    const seats = new Seats(limits)
    const [first, second, third] = [sit(seats, 'a'), sit(seats, 'b'), sit(seats, 'c')]
    expect([first.giveTo('ana'), second.giveTo('ana'), third.giveTo('ana'), third.giveTo('ben')]).toEqual([
      true,
      true,
      false,
      true,
    ])
    second.free()
    expect(sit(seats).giveTo('ana')).toBe(true)
  })

  it('change hands when a token says that they are another’s', () => {
    const seats = new Seats(limits)
    const [first, second] = [sit(seats), sit(seats)]
    for (const seat of [first, second]) expect(seat.giveTo('ana')).toBe(true)
    expect([second.giveTo('ana'), second.giveTo('ben')]).toEqual([true, true])
    expect(sit(seats).giveTo('ana')).toBe(true)
    for (const seat of [first, second]) seat.free()
    expect(seats.names).toBe(1)
  })

  it('that were left belong to nobody', () => {
    const seats = new Seats(limits)
    const seat = sit(seats, 'a')
    seat.free()
    expect(seat.giveTo('ana')).toBe(false)
    expect([seats.taken, seats.names]).toEqual([0, 0])
  })

  it('count as a plain list does, whatever the names, and forget everybody who left', () => {
    const name = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'ana')
    const step = fc.record({
      comes: fc.boolean(),
      network: fc.option(name, { nil: undefined }),
      user: name,
      at: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const seats = new Seats(limits)
        const here: { seat: Seat; network: string | undefined; user: string | undefined }[] = []
        const count = (holds: (one: (typeof here)[number]) => boolean) => here.filter(holds).length
        for (const { comes, network, user, at } of steps) {
          if (comes) {
            const seat = seats.take(network)
            const isFull = here.length >= 5
            const isMany = network !== undefined && count((one) => one.network === network) >= 3
            expect(seat instanceof Seat).toBe(!isFull && !isMany)
            if (!(seat instanceof Seat)) continue
            const mayHave = count((one) => one.user === user) < 2
            expect(seat.giveTo(user)).toBe(mayHave)
            here.push({ seat, network, user: mayHave ? user : undefined })
          } else {
            here.splice(at % (here.length + 1), 1)[0]?.seat.free()
          }
          expect(seats.taken).toBe(here.length)
        }
        for (const { seat } of here) seat.free()
        expect([seats.taken, seats.names]).toEqual([0, 0])
      }),
    )
  })
})
