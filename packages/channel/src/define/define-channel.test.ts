import { describe, expect, it } from 'vitest'
import { defineChannel } from './define-channel.ts'
import { defineFold } from './fold.ts'

const fold = defineFold({ state: () => ({}), events: {} })
const withCollection = (collection: string) =>
  defineChannel('desk', fold, { commands: {}, views: { all: { documents: { [collection]: () => 1 } } } })

describe('a collection that a view shows', () => {
  it.each(['notes', 'thread/*', 'a/*', 'a/b/*', '__proto__', 'x'.repeat(200)])('may be %s', (collection) => {
    expect(withCollection(collection).views.get('all')?.documents).toHaveProperty([collection])
  })

  it.each(['', '*', '/*', 'thread*', 'thread/*/x', '*/x', 'a/**', 'x'.repeat(201)])('may not be %j', (collection) => {
    const code = 'ERR_CHANNEL_DOCUMENTS'
    expect(() => withCollection(collection)).toThrow(expect.objectContaining({ code }))
  })
})

describe('a view', () => {
  const defineView = (name: string, rule: object) =>
    defineChannel('desk', fold, { commands: {}, views: { [name]: rule } as never })
  const parts = () => []

  it.each(['all', 'a/b', 'book/*', 'a/b/*', '__proto__', 'x'.repeat(200)])('may be named %s', (name) => {
    expect(defineView(name, name.endsWith('*') ? { parts } : {}).views.has(name)).toBe(true)
  })

  it.each([
    ['has no name', '', {}],
    ['has a name that nobody can send', 'x'.repeat(201), {}],
    ['has a star that stands for nothing', '*', { parts }],
    ['has a star elsewhere', 'a*b', {}],
    ['is in parts and does not say whom an event concerns', 'book/*', {}],
    ['says of parts, and has none', 'book', { parts }],
    ['accepts parts, and has none', 'book', { acceptsPart: () => true }],
    ['projects to what is no JSON', 'all', { projection: { fold: { ...fold, saved: {} } } }],
  ])('that %s cannot be defined', (_title, name, rule) => {
    expect(() => defineView(name, rule)).toThrow(expect.objectContaining({ code: 'ERR_CHANNEL_VIEW' }))
  })

  it('of a state that is saved in another form needs a projection', () => {
    const saved = { save: () => ({}), load: () => ({}) }
    const define = () => defineChannel('desk', { ...fold, saved }, { commands: {}, views: { all: {} } })
    expect(define).toThrow(expect.objectContaining({ code: 'ERR_CHANNEL_VIEW' }))
  })
})
