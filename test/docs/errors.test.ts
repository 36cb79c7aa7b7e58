// The sources, the catalogue of packages/diagnosis and the pages of docs/errors say the same codes.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { allEntries, docsOf, type Words } from '@parley/diagnosis'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../spawn-server.ts'
import { runTool } from '../tools/run-tool.ts'
import { root } from './read-docs.ts'
import { saidCodes } from './said-codes.ts'

const { said, named } = saidCodes()
const codes = allEntries.map(({ code }) => code)

describe('the sources and the catalogue', () => {
  it('are looked through: tables, what throws, what is answered, what is put together', () => {
    const some = [
      'too-slow',
      'frame/unmasked',
      'ERR_OPTION',
      'http/not-found',
      'chat/file-type',
      'ERR_INQUIRY_FILES',
      'no-erase',
    ]
    expect(some.filter((code) => !said.has(code))).toEqual([])
    expect(said.size).toBeGreaterThan(300)
  })

  it('take no name of a channel, of a category or of a media type for a code', () => {
    const none = ['chat/general', 'chat/mention', 'inquiry/assigned', 'exchange/main', 'list/pending', 'image/png']
    expect(none.filter((code) => said.has(code))).toEqual([])
  })

  it('have an entry for every code that is said', () => {
    const missing = [...said].filter(([code]) => !codes.includes(code)).map(([code, file]) => `${code} (${file})`)
    expect(missing.sort()).toEqual([])
  })

  it('have no entry for a code that nobody says', () => {
    expect(codes.filter((code) => !named.has(code))).toEqual([])
  })

  it('have one entry for each code', () => {
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
    const pages = codes.map((code) => docsOf(code).toLowerCase())
    expect(pages.filter((page, at) => pages.indexOf(page) !== at)).toEqual([])
  })
})

describe('the words of every entry', () => {
  const words = allEntries.flatMap(({ code, en, ko }) => [
    ...sentencesOf(en).map((text) => ({ code, language: 'en', text })),
    ...sentencesOf(ko).map((text) => ({ code, language: 'ko', text })),
  ])
  const those = (isWrong: (each: (typeof words)[number]) => boolean) =>
    words.filter(isWrong).map(({ code, text }) => `${code}: ${text}`)

  it('end as sentences do, and have no blank too many', () => {
    expect(those(({ text }) => text !== text.trim() || / {2}|\n/.test(text))).toEqual([])
    const open = allEntries.flatMap(({ code, en, ko }) =>
      [en, ko].flatMap((told) => unended(told).map((text) => `${code}: ${text}`)),
    )
    expect(open).toEqual([])
  })

  it('say what happened in at most 160 characters', () => {
    const whats = allEntries.flatMap(({ code, en, ko }) => [en.what, ko.what].map((what) => ({ code, what })))
    expect(whats.filter(({ what }) => what.length > 160)).toEqual([])
  })

  it('are short: a cause of at most 400 characters, a fix of at most 300', () => {
    const long = allEntries.flatMap(({ code, en, ko }) => [en, ko].map(({ why, fix }) => ({ code, why, fix })))
    expect(long.filter(({ why, fix }) => why.length > 400 || fix.length > 300)).toEqual([])
  })

  it('are English in English, Korean in Korean', () => {
    expect(those(({ language, text }) => language === 'en' && /\p{Script=Hangul}/u.test(withoutCode(text)))).toEqual([])
    expect(those(({ language, text }) => language === 'ko' && !/\p{Script=Hangul}/u.test(text))).toEqual([])
    // As one speaks to somebody whom one does not know. A fix may be no more than a line to paste.
    const told = allEntries.flatMap(({ code, ko }) => [ko.what, ko.why].map((text) => ({ code, text })))
    expect(told.filter(({ text }) => !/니다/.test(text)).map(({ code, text }) => `${code}: ${text}`)).toEqual([])
    expect(those(({ text }) => /[가-힣](?<!니)다[.:]/.test(text))).toEqual([])
    const same = allEntries.filter(({ en, ko }) => sentencesOf(en).some((text) => sentencesOf(ko).includes(text)))
    expect(same.map(({ code }) => code)).toEqual([])
  })

  it('have the same names to fill in, in both languages', () => {
    const namesIn = (all: Words) =>
      [
        ...new Set(
          sentencesOf(all)
            .join(' ')
            .match(/\{\w+\}/g) ?? [],
        ),
      ].sort()
    const differing = allEntries.filter(({ en, ko }) => namesIn(en).join() !== namesIn(ko).join())
    expect(differing.map(({ code }) => code)).toEqual([])
  })
})

describe('docs/errors', () => {
  const folder = path.join(root, 'docs/errors')

  it('is what npm run errors makes of the catalogue', () => {
    const made = newFolder()
    expect(runTool('error-pages.mjs', made)).toMatchObject({ status: 0, faults: [] })
    const pages = readdirSync(made).sort()
    expect(readdirSync(folder).sort()).toEqual(pages)
    const textOf = (within: string, name: string) => readFileSync(path.join(within, name), 'utf8')
    expect(pages.filter((name) => textOf(folder, name) !== textOf(made, name))).toEqual([])
  })

  it.each([
    ['ERR_CHANNELS_OFF', '`attach(server, { channels: true })`'],
    ['ERR_CHANNEL_ERASE', '`eraseState: (state, person) => state`'],
    ['ERR_INQUIRY_FIELD', "`fields: [{ name: 'order', label: '주문 번호', required: true }]`"],
    ['chat/too-late', '`Date.now() + 60_000`'],
    ['store-unavailable', '`ERR_STORE_…`'],
    // What only looks like it stays text, and shows every sign that Markdown would take for its own.
    ['unknown-channel', 'named \\<feature>/\\<key>.'],
    ['ERR_INQUIRY_DOOR', '고유한 name(a–z, 0–9, "-", "\\_"로 1–40자, "mail"과 "bot" 제외)'],
  ])('shows on the page of %s what is code of it: %s', (code, text) => {
    expect(readFileSync(path.join(root, docsOf(code)), 'utf8')).toContain(text)
  })

  it('has links that lead somewhere', () => {
    const targets = new Set(readdirSync(folder).flatMap((name) => linksIn(path.join(folder, name))))
    expect(targets.size).toBeGreaterThan(codes.length)
    expect([...targets].filter((target) => !isThere(path.join(folder, target)))).toEqual([])
  })
})

function sentencesOf({ what, why, fix }: Words): readonly string[] {
  return [what, why, fix]
}

/** Sentences without an end. Behind a fix may come lines to paste, or it ends with one. */
function unended({ what, why, fix }: Words): readonly string[] {
  const open = [what, why].filter((text) => !/[.!?]$/.test(text))
  return /[.!?:;…}]$/.test(fix) ? open : [...open, fix]
}

/** What is quoted may be in any language, as the title of something in Korean. */
function withoutCode(text: string): string {
  return text.replaceAll(/(['"]).*?\1/g, '')
}

function linksIn(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '')
}

/** A file, and in it a heading or an anchor of that name. */
function isThere(target: string): boolean {
  const [file = '', anchor] = target.split('#')
  if (!existsSync(file)) return false
  if (anchor === undefined) return true
  const text = readFileSync(file, 'utf8')
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words]) => slugOf(words ?? ''))
  return headings.includes(anchor) || text.includes(`<a id="${anchor}">`)
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}
