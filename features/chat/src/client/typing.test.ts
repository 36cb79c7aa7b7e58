import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { OwnTyping, Typists } from './typing.ts'

const ana = { id: 'a', name: 'Ana' }

describe('our own typing', () => {
  test('is said at once and then at most every 3 seconds', () => {
    const clock = new FakeClock()
    const sent: [number, boolean][] = []
    const typing = new OwnTyping(clock, (isTyping) => sent.push([clock.now(), isTyping]))
    for (let step = 0; step < 70; step++) {
      typing.typed()
      clock.advance(100)
    }
    expect(sent).toEqual([
      [0, true],
      [3000, true],
      [6000, true],
    ])
  })

  test('ends with a word only while others remember it', () => {
    const clock = new FakeClock()
    const sent: boolean[] = []
    const typing = new OwnTyping(clock, (isTyping) => sent.push(isTyping))
    typing.stopped()
    typing.typed()
    typing.stopped()
    expect(sent).toEqual([true, false])
    typing.typed()
    clock.advance(6000)
    typing.stopped()
    expect(sent).toEqual([true, false, true])
  })

  test('needs no word after a post, and is new after it', () => {
    const clock = new FakeClock()
    const sent: boolean[] = []
    const typing = new OwnTyping(clock, (isTyping) => sent.push(isTyping))
    typing.typed()
    typing.posted()
    typing.stopped()
    typing.typed()
    expect(sent).toEqual([true, true])
  })
})

describe('typists', () => {
  test('are forgotten 6 seconds after their last signal', () => {
    const clock = new FakeClock()
    let changes = 0
    const typists = new Typists(clock, () => changes++)
    typists.receive(ana, true)
    clock.advance(4000)
    typists.receive(ana, true)
    clock.advance(5999)
    expect(typists.people).toEqual([ana])
    clock.advance(1)
    expect(typists.people).toEqual([])
    expect(changes).toBe(2)
  })

  test('leave no timer behind', () => {
    const clock = new FakeClock()
    const typists = new Typists(clock, () => {})
    typists.receive(ana, true)
    typists.receive({ id: 'b', name: 'Ben' }, true)
    typists.receive(ana, false)
    typists.clear()
    expect(clock.waiting).toBe(0)
    expect(typists.people).toEqual([])
  })
})
