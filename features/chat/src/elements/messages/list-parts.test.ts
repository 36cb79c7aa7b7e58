import { describe, expect, test } from 'vitest'
import type { Message } from '../../contract/message.ts'
import { wordsFor } from '../locale/words.ts'
import { parseMarkdown } from '../text/markdown.ts'
import { readMarksWith } from '../text/rich-text.ts'
import type { MessageRow } from '../timeline.ts'
import { Announcer, spokenLines } from './announcer.ts'
import { boxOf, isPicture, kindOf } from './files-view.ts'
import { menuItems } from './menu-items.ts'
import { NewLine } from './new-line.ts'

function rows(...offsets: readonly (number | undefined)[]): MessageRow[] {
  return offsets.map((offset) => ({ offset, isMine: false, key: `${offset}` }) as MessageRow)
}

describe('what is told aloud', () => {
  const told = (announcer: Announcer, given: MessageRow[], isAtNewest = true) =>
    announcer.note(given, isAtNewest).map(({ offset }) => offset)

  test('is what comes after the first look', () => {
    const announcer = new Announcer()
    expect(told(announcer, rows(1, 2))).toEqual([])
    expect(told(announcer, rows(1, 2, 3))).toEqual([3])
    expect(told(announcer, rows(1, 2, 3))).toEqual([])
  })

  test('is neither what is loaded above nor around a jump, nor our own', () => {
    const announcer = new Announcer()
    told(announcer, rows(50, 51))
    expect(told(announcer, rows(1, 50, 51))).toEqual([])
    expect(told(announcer, rows(10, 11), false)).toEqual([])
    expect(told(announcer, rows(50, 51))).toEqual([])
    const mine = { ...rows(52)[0]!, isMine: true }
    expect(told(announcer, [...rows(50, 51), mine])).toEqual([])
    expect(told(announcer, [...rows(50, 51), mine, ...rows(53)])).toEqual([53])
  })
})

describe('news are told aloud', () => {
  readMarksWith(parseMarkdown)

  const row = (part: Partial<MessageRow>) =>
    ({ by: { id: 'ana', name: 'Ana' }, text: '', files: [], ...part }) as MessageRow

  test('as who, what and the names of files, on one line and without marks', () => {
    const file = { id: 'f', name: 'plan.pdf', type: 'application/pdf', size: 1 }
    expect(spokenLines([row({ text: '**Look**\nhere', files: [file] }), row({ text: 'Hi' })], wordsFor('en'))).toEqual([
      'Ana: Look here, plan.pdf',
      'Ana: Hi',
    ])
  })

  test('as a number when they are more than one would listen to', () => {
    expect(spokenLines(Array(4).fill(row({ text: 'Hi' })), wordsFor('en'))).toEqual(['4 new messages'])
  })
})

describe('the line "new"', () => {
  test('stands where the room was opened, and stays while it is read', () => {
    const line = new NewLine()
    line.note(7, true)
    line.note(undefined, true)
    expect(line.from).toBe(7)
  })

  test('does not appear for what is read as it comes', () => {
    const line = new NewLine()
    line.note(undefined, true)
    line.note(9, true)
    expect(line.from).toBeUndefined()
    line.note(9, false)
    expect(line.from).toBe(9)
  })

  test('begins anew when the page was left', () => {
    const line = new NewLine()
    line.note(7, true)
    line.left(undefined)
    line.note(12, false)
    expect(line.from).toBe(12)
  })

  test('holds reading after "mark unread", until something is written or the page is left', () => {
    const line = new NewLine()
    line.markUnread(3)
    expect([line.from, line.holdsReading]).toEqual([3, true])
    line.wrote()
    expect(line.holdsReading).toBe(false)
  })
})

describe('files', () => {
  const file = { id: 'f', name: 'a.png', type: 'image/png', size: 1 }

  test('pictures keep their shape, are never enlarged, and can always be hit', () => {
    expect(boxOf({ ...file, width: 1280, height: 720 })).toEqual({ width: 360, height: 203 })
    expect(boxOf({ ...file, width: 100, height: 80 })).toEqual({ width: 100, height: 80 })
    expect(boxOf({ ...file, width: 5000, height: 10 })).toEqual({ width: 360, height: 40 })
  })

  test('only what every browser shows, and whose size is known, is a picture', () => {
    expect(isPicture({ ...file, width: 1, height: 1 })).toBe(true)
    expect(isPicture(file)).toBe(false)
    expect(isPicture({ ...file, type: 'image/svg+xml', width: 1, height: 1 })).toBe(false)
  })

  test('are called by the end of their names', () => {
    expect(kindOf({ name: 'a.tar.gz', type: 'application/gzip' })).toBe('GZ')
    expect(kindOf({ name: 'README', type: 'text/plain' })).toBe('PLAIN')
  })
})

describe('the menu of a message', () => {
  const nothing = () => {}
  const acts = { reply: nothing, openThread: nothing, edit: nothing, ask: nothing, pin: nothing, block: nothing }
  const itemsOf = (part: Partial<Message>) =>
    menuItems(
      { offset: 1, id: 'm', by: { id: 'a', name: 'A' }, text: '', at: 0, ...part },
      {
        words: wordsFor('en'),
        room: { may: () => true },
        isInThread: false,
        isPinned: false,
        canBlock: false,
        do: { ...acts, openReactions: nothing, copy: nothing, link: () => '', markUnread: nothing },
      },
    ).map(({ name }) => name)

  test('offers only to copy and to mark the place of one that was deleted', () => {
    expect(itemsOf({ deleted: 'by-author' })).toEqual(['link', 'unread'])
  })

  test('tells who reacted, if anybody did', () => {
    expect(itemsOf({ reactions: [{ emoji: '👍', by: ['a'] }] })).toContain('reactions')
    expect(itemsOf({ reactions: [] })).not.toContain('reactions')
  })
})
