import { describe, expect, it } from 'vitest'
import { Receipts, textOf } from './receipts.ts'

function having(...numbers: readonly number[]): Receipts {
  const receipts = new Receipts()
  for (const number of numbers) receipts.add(textOf(number))
  return receipts
}

describe('receipts', () => {
  it('are through as far as nothing is missing', () => {
    expect(having(1, 2, 3)).toMatchObject({ through: 3, count: 3, doubles: 0 })
    expect(having(1, 2, 4)).toMatchObject({ through: 2, count: 3 })
    expect(having(1, 2, 4, 3)).toMatchObject({ through: 4, count: 4 })
  })

  it('count what came twice, and count it once', () => {
    expect(having(1, 2, 2, 1)).toMatchObject({ through: 2, count: 2, doubles: 2 })
    expect(having(3, 3)).toMatchObject({ through: 0, count: 1, doubles: 1 })
  })

  it('take what a state repeats for no double', () => {
    const receipts = having(1, 2)
    receipts.replace([1, 2, 3].map(textOf))
    expect(receipts).toMatchObject({ through: 3, count: 3, doubles: 0 })
  })
})
