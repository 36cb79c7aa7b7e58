import { describe, expect, it } from 'vitest'
import type { Entry, Language } from './entry.ts'
import type { Finding } from './finding.ts'
import { docsOf, render, renderWith, toText } from './render.ts'

/** With everything that an entry can have, whatever the catalogue says of real codes. */
const entry: Entry = {
  code: 'door/closed',
  en: { what: 'The door {door} is closed.', why: '{who} locked {door}.', fix: 'Open {door} with the key.' },
  ko: { what: '{door} 문이 닫혀 있습니다.', why: '{who} 님이 {door} 문을 잠갔습니다.', fix: '열쇠로 여세요.' },
}
const finding = { code: 'door/closed', values: { door: 'east', who: 'Ana' } }

function rendered(found: Finding, language: Language) {
  return renderWith(entry, found, language)
}

describe('render', () => {
  it('says a finding in the words of the catalogue', () => {
    const told = render({ code: 'ERR_STORE_NEWER', evidence: './parley.db' }, 'en')
    expect(told).toMatchObject({
      code: 'ERR_STORE_NEWER',
      evidence: './parley.db',
      docs: 'docs/errors/ERR_STORE_NEWER.md',
    })
    expect(told.what).toBe('The data file was written by a newer Parley than this one.')
  })

  it('fills every name in, wherever it stands', () => {
    expect(rendered(finding, 'en')).toEqual({
      code: 'door/closed',
      what: 'The door east is closed.',
      why: 'Ana locked east.',
      fix: 'Open east with the key.',
      evidence: undefined,
      lines: [],
      docs: 'docs/errors/door-closed.md',
    })
    expect(rendered(finding, 'ko')).toMatchObject({ what: 'east 문이 닫혀 있습니다.', fix: '열쇠로 여세요.' })
  })

  it('says the other fix where a name of the first has no value', () => {
    const en = { what: 'It is closed.', why: 'It is night.', fix: 'Wait for {hour}.', fixWithout: 'Wait.' }
    const two = { ...entry, en }
    expect(renderWith(two, { code: 'door/closed', values: { hour: 'six' } }, 'en').fix).toBe('Wait for six.')
    expect(renderWith(two, { code: 'door/closed' }, 'en').fix).toBe('Wait.')
  })

  it('passes on what it was seen by, and the lines to paste', () => {
    const seen = { ...finding, evidence: 'house.js:12', lines: ['door.open(key)'] }
    expect(rendered(seen, 'en')).toMatchObject({ evidence: 'house.js:12', lines: ['door.open(key)'] })
  })

  it('takes a value as it is, also where it looks like a name or like a pattern of replacement', () => {
    const odd = { ...finding, values: { door: '{who} $& $1', who: 'Ben' } }
    expect(rendered(odd, 'en').what).toBe('The door {who} $& $1 is closed.')
  })

  it('throws RangeError for a value that is missing, and names it', () => {
    const without = { code: 'door/closed', values: { door: 'east' } }
    expect(() => rendered(without, 'en')).toThrow(new RangeError('A finding of door/closed says no "who".'))
  })

  it('throws RangeError for a code that is not in the catalogue', () => {
    const unknown = { code: 'door/none' }
    expect(() => render(unknown, 'ko')).toThrow(new RangeError('There is no code door/none in the catalogue.'))
  })
})

describe('toText', () => {
  it('is what happened with the code, and the fix', () => {
    expect(toText(rendered(finding, 'en'))).toBe('The door east is closed. (door/closed)\n  Open east with the key.')
  })

  it('has between them what it was seen by, and behind them the lines to paste', () => {
    const seen = { ...finding, evidence: 'house.js:12', lines: ["import { key } from 'pocket'", 'door.open(key)'] }
    expect(toText(rendered(seen, 'en')).split('\n')).toEqual([
      'The door east is closed. (door/closed)',
      '  house.js:12',
      '  Open east with the key.',
      "    import { key } from 'pocket'",
      '    door.open(key)',
    ])
  })
})

describe('docsOf', () => {
  it.each([
    ['handshake/path', 'docs/errors/handshake-path.md'],
    ['ERR_STORE_FULL', 'docs/errors/ERR_STORE_FULL.md'],
    ['bad-message', 'docs/errors/bad-message.md'],
  ])('the page of %s is %s', (code, page) => {
    expect(docsOf(code)).toBe(page)
  })
})
