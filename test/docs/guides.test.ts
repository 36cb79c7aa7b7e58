// What holds for every guide: it is listed, what it names is there, and it is short.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as channel from '@parley/channel'
import * as client from '@parley/client'
import { entryOf } from '@parley/diagnosis'
import * as parley from 'parley'
import { describe, expect, it } from 'vitest'
import { optionNames } from '../../packages/server/src/options.ts'
import { filesOf, read, root } from './read-docs.ts'

const folder = 'docs/guides'
const guides = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md') && name !== 'README.md')

it('the index has each of them, in each language', () => {
  const listed = [...read(`${folder}/README.md`).matchAll(/\]\(([\w.-]+\.md)\)/g)].map(([, name]) => name)
  expect(listed.sort()).toEqual(guides.sort())
})

it.each(['README.md', 'README.ko.md'])('%s leads to the index and to the first guides in its language', (readme) => {
  const text = read(readme)
  const ending = readme.endsWith('.ko.md') ? '.ko.md' : '.md'
  expect(text).toContain(`(${folder}/README.md)`)
  for (const name of ['first-message', 'handshake', 'behind-a-proxy'])
    expect(text).toContain(`${folder}/${name}${ending}`)
})

describe.each([...guides, 'README.md'])('%s', (guide) => {
  const text = read(`${folder}/${guide}`)
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '')

  it('leads to pages, and to headings of them, that are there', () => {
    const links = [...prose.matchAll(/(?:\]\(|src(?:set)?=")(?!https?:)([^)"]+)/g)].map(([, link]) => link ?? '')
    const broken = links.filter((link) => {
      const [file = '', heading] = link.split('#')
      const target = path.posix.join(folder, file === '' ? guide : file)
      return !existsSync(path.join(root, target)) || (heading !== undefined && !headingsOf(target).includes(heading))
    })
    expect(broken).toEqual([])
  })

  it('names no code that is not in the catalogue', () => {
    const families = 'handshake|attach|page|client|socket|message|connect|create|inspect|probe|project|why'
    const codes = [...prose.matchAll(new RegExp(`\`((?:${families})/[a-z-]+|ERR_\\w+)\``, 'g'))]
    expect(codes.map(([, code]) => code ?? '').filter((code) => entryOf(code) === undefined)).toEqual([])
  })

  it('is read in ten minutes', () => {
    expect(prose.split(/\s+/).length).toBeLessThan(1_400)
  })
})

describe('options and names', () => {
  const options = new Set([...optionNames, ...Object.keys(channel.defaultHostLimits), 'data'])

  it('each row of the options of a deployment is one of attach', () => {
    const table = /^\| option [\s\S]*?\n\n/m.exec(read(`${folder}/deploy.md`))?.[0] ?? ''
    const names = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name ?? '')
    expect(names.length).toBeGreaterThan(4)
    expect(names.filter((name) => !options.has(name))).toEqual([])
  })

  // Names of two words or more: those of one are also words, of HTTP or of English.
  it.each(['from-ws.md', 'from-socket-io.md'])('what %s puts in the place of another is there', (guide) => {
    const members = [
      'socket',
      'channel-handle',
      'connection',
      'attach',
      'options',
      'generic/server-channel',
      'generic/define-generic',
    ]
    const sources = members.map((name) => sourceOf(name)).join('\n')
    const known = new Set([...options, ...Object.keys(parley), ...Object.keys(client), ...Object.keys(channel)])
    const rows = [...read(`${folder}/${guide}`).matchAll(/^\| .*?[^\\]\| (.*) \|$/gm)].map(([, cell]) => cell ?? '')
    const names = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)]).flatMap(([, code]) => namesIn(code ?? ''))
    expect(names.length).toBeGreaterThan(8)
    const isThere = (name: string) => known.has(name) || new RegExp(`\\b${name}\\b`).test(sources)
    expect(names.filter((name) => !isThere(name))).toEqual([])
  })
})

it('React, Vue and Svelte have the same server, and the same way to it while one works on the page', () => {
  const [react, ...others] = ['react', 'vue', 'svelte'].map((name) => filesOf(`${folder}/${name}.md`).get('server.js'))
  expect(react).toBeDefined()
  expect(others).toEqual([react, react])
})

/** As GitHub names them: lower case, without punctuation, blanks as dashes. */
function headingsOf(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}

function namesIn(code: string): string[] {
  return code.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? []
}

function sourceOf(name: string): string {
  const places = ['socket', 'client', 'server', 'channel'].map((room) => `packages/${room}/src/${name}.ts`)
  return places
    .filter((place) => existsSync(path.join(root, place)))
    .map((place) => read(place))
    .join('\n')
}
