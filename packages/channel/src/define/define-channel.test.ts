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
