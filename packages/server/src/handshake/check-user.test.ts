import { describe, expect, it } from 'vitest'
import { checkUser } from './check-user.ts'

const nameOf = (name: string, id = 'ana') => checkUser({ id, name }).name

describe('a user', () => {
  it('has the id and the name that the app gave, and nothing else of it', () => {
    expect(checkUser({ id: 'ana', name: 'Ana', secret: 1 } as never)).toEqual({ id: 'ana', name: 'Ana' })
  })

  it('is shown by a name without what hides, of at most 80 characters', () => {
    expect(nameOf('Ana\u202e\u200b\u0000 \n Ruiz')).toBe('Ana Ruiz')
    expect(nameOf('x'.repeat(81))).toBe('x'.repeat(80))
  })

  it.each(['', '  ', '\u200b', '\u202e'])('with the name %j is shown by its id', (name) => {
    expect(nameOf(name)).toBe('ana')
    expect(nameOf(name, '\u200b')).toBe('\u200b')
  })

  it.each(['', 'a\nb', 'a\u0085', 'a\ud800', 'x'.repeat(201), 7, undefined])('cannot have the id %j', (id) => {
    expect(() => checkUser({ id, name: 'Ana' } as never)).toThrow('"authenticate" must return { id, name }')
  })

  it('cannot be the one who sends what channels planned', () => {
    expect(() => checkUser({ id: 'system', name: 'Ana' })).toThrow('"system" is that of Parley itself')
  })
})
