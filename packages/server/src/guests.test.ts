import { describe, expect, it } from 'vitest'
import { guest } from './guests.ts'

const key = 'k'.repeat(16)
const named = (name: string) => guest(key, name).name

describe('a guest', () => {
  it('has an id of 128 bits that its key gives, and that does not show the key', () => {
    expect(guest(key).id).toMatch(/^guest-[0-9a-f]{32}$/)
    expect(guest(key)).toEqual(guest(key))
    expect(guest(`${key}k`).id).not.toBe(guest(key).id)
    expect(JSON.stringify(guest(key))).not.toContain(key)
  })

  it('without a key is somebody new each time', () => {
    expect(guest().id).not.toBe(guest().id)
  })

  it('is not the same as another whose key differs in a half character', () => {
    const ids = ['\ud800', '\udbff', '\udc00', '\ufffd'].map((half) => guest(key + half).id)
    expect(new Set(ids).size).toBe(4)
  })

  it('is shown by the name it gives, in one line and one form', () => {
    expect(named('Ana')).toBe('Ana')
    expect(named('  Ana \t\r\n Maria\u00a0\u3000Ruiz ')).toBe('Ana Maria Ruiz')
    expect(named('Ａｎａ')).toBe('Ana')
    expect(named('e\u0301')).toBe('é')
    expect(named('김민수')).toBe('김민수')
    expect(named('عمر')).toBe('عمر')
    expect(named('☀️ Zoë')).toBe('☀️ Zoë')
  })

  it.each([
    ['a text turned round', 'Ana\u202egnp'],
    ['zero-width characters', 'A\u200bn\u200da\ufeff gnp'.replace(' ', '')],
    ['controls', 'A\u0000n\u001ba\u007fgnp'],
    ['half a character', 'Ana\ud83dgnp'],
    ['private characters', 'Ana\ue000gnp'],
    ['a Hangul filler', 'Ana\u3164gnp'],
  ])('cannot hide %s in its name', (_what, name) => {
    expect(named(name)).toBe('Anagnp')
  })

  it.each(['', '   ', '\u200b\u200d', '\u202e', '\u3164', '\u2800', '\ufe0f', '\u0301', '\n'])(
    'with the invisible name %j gets a made-up one',
    (name) => {
      expect(named(name)).toBe(guest(key).name)
      expect(named(name)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    },
  )

  it('is shown by at most 40 characters, whole ones, however long they become', () => {
    expect(named('x'.repeat(41))).toBe('x'.repeat(40))
    expect(named('🦊'.repeat(41))).toBe('🦊'.repeat(40))
    expect([...named('\ufdfa'.repeat(40))].length).toBeLessThanOrEqual(40)
    expect(named(`${'x'.repeat(39)} y`)).toBe('x'.repeat(39))
  })

  it('gets one of 4096 made-up names', () => {
    const names = new Set(Array.from({ length: 60_000 }, (_, at) => guest(`${key}${at}`).name))
    expect(names.size).toBe(64 * 64)
  })
})
