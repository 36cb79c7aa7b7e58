import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage, words } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { defineFold } from '../define/fold.ts'

const fold = defineFold({ state: () => ({}), events: {} })
const second = defineChannel('second', fold, { commands: {}, views: { all: {} }, version: 2 })

function client(schema: object) {
  const stage = new Stage(memoryStore(), {}, [words, second])
  const ana = stage.client()
  ana.say({ type: 'hello', protocol: 1, schema })
  return { stage, ana }
}

describe('a client that says what it was written for', () => {
  it('hears nothing of it where the versions agree, or where nobody defines the channel', () => {
    const { ana } = client({ words: 1, second: 2, elsewhere: 7 })
    expect(ana.outlet.types).toEqual(['welcome'])
  })

  it('is told at once what it is too old for, and cannot open it', async () => {
    const { stage, ana } = client({ words: 1, second: 1 })
    const message = 'The server has another version of "second" than this client was written for. Load the page again.'
    expect(ana.outlet.messages[0]).toEqual({ type: 'error', code: 'schema-mismatch', message })
    ana.open('second/x')
    ana.open('words/en')
    await stage.turn()
    expect(ana.outlet.types).toEqual(['error', 'welcome', 'refused', 'opened'])
    expect(ana.outlet.of('refused')).toEqual([
      { type: 'refused', channel: 'second/x', view: 'all', code: 'schema-mismatch', message, retryable: false },
    ])
  })

  it('is not sent away for it, however many channels differ', () => {
    const { ana } = client({ words: 9, second: 9 })
    expect(ana.outlet.closedWith).toBeUndefined()
    expect(ana.outlet.of('error')).toHaveLength(1)
  })
})

describe('a client that says at an open what it was written for', () => {
  const message = 'The server has another version of "second" than this client was written for. Load the page again.'
  const opens = (version: number | undefined, channel = 'second/x') => ({ type: 'open', channel, view: 'all', version })

  it('and did not name the channel before is told as at the hello, once, and refused', async () => {
    const { stage, ana } = client({ words: 1 })
    ana.say(opens(1))
    ana.say(opens(1, 'second/y'))
    await stage.turn()
    expect(ana.outlet.messages.filter(({ type }) => type !== 'presence')).toEqual([
      expect.objectContaining({ type: 'welcome' }),
      { type: 'error', code: 'schema-mismatch', message },
      { type: 'refused', channel: 'second/x', view: 'all', code: 'schema-mismatch', message, retryable: false },
      { type: 'refused', channel: 'second/y', view: 'all', code: 'schema-mismatch', message, retryable: false },
    ])
    expect(ana.outlet.closedWith).toBeUndefined()
  })

  it('and has said no hello at all is told too', async () => {
    const stage = new Stage(memoryStore(), {}, [words, second])
    const ana = stage.client()
    ana.say(opens(3))
    await stage.turn()
    expect(ana.outlet.types).toEqual(['welcome', 'error', 'refused'])
  })

  it('is not told again of what the hello was answered with', async () => {
    const { stage, ana } = client({ second: 1 })
    ana.say(opens(1))
    await stage.turn()
    expect(ana.outlet.types).toEqual(['error', 'welcome', 'refused'])
  })

  it('opens what agrees, whatever another part of the page said at the hello', async () => {
    const { stage, ana } = client({ second: 1 })
    ana.say(opens(2))
    await stage.turn()
    expect(ana.outlet.types).toEqual(['error', 'welcome', 'opened'])
  })

  it('closes the view that it had open by it', async () => {
    const { stage, ana } = client({ second: 2 })
    ana.say(opens(2))
    await stage.turn()
    ana.say(opens(1))
    ana.say({ type: 'read', id: 'r', channel: 'second/x', view: 'all', before: 9, limit: 1 })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'schema-mismatch' }, { id: 'r', code: 'not-open' }])
  })

  it('is let in without a version, as clients were that know no such field', async () => {
    const { stage, ana } = client({ words: 1 })
    ana.say(opens(undefined))
    await stage.turn()
    expect(ana.outlet.types).toEqual(['welcome', 'opened'])
  })
})

describe('a version', () => {
  it.each([0, 1.5, -1, Number.NaN, '2'])('of %j is refused where it is defined', (version) => {
    const rules = { commands: { x: { input: z.object({}), decide: () => [] } }, views: {}, version: version as number }
    expect(() => defineChannel('odd', fold, rules)).toThrow('"version" of the channel "odd" is a whole number')
  })
})
