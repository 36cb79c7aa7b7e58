import fc from 'fast-check'
import { expect, test } from 'vitest'
import { share } from './share.ts'

test('what is as it was is the same object, what has changed another', () => {
  const before = share(undefined, { list: [{ a: 1 }, { b: 2 }], map: new Map([['x', { y: 1 }]]), set: new Set([1]) })
  const after = share(before, { list: [{ a: 1 }, { b: 3 }], map: new Map([['x', { y: 1 }]]), set: new Set([1]) })
  expect(after).not.toBe(before)
  expect(after.list[0]).toBe(before.list[0])
  expect(after.list[1]).not.toBe(before.list[1])
  expect([after.map, after.set]).toEqual([before.map, before.set])
  expect(after.map).toBe(before.map)
  expect(after.set).toBe(before.set)
})

test('a copy is equal to what it is of, shares nothing with it, and is the same as one before that was equal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, next) => {
      const copy = share(share(undefined, before), next)
      expect(copy).toEqual(next)
      if (typeof next === 'object' && next !== null) expect(copy).not.toBe(next)
      expect(share(copy, structuredClone(next))).toBe(copy)
    }),
  )
})

test('a list that grows in place leaves the copies of it as they were', () => {
  const list = [{ text: 'a' }]
  const first = share(undefined, list)
  list.push({ text: 'b' })
  list[0]!.text = 'c'
  expect([first, share(first, list)]).toEqual([[{ text: 'a' }], [{ text: 'c' }, { text: 'b' }]])
})

test('a key "__proto__" is a key like any other', () => {
  const record = JSON.parse('{"__proto__":{"a":1}}') as object
  expect(Object.keys(share(undefined, record))).toEqual(['__proto__'])
})
