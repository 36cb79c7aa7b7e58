import { execFileSync, execSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder, spawnServer, startProgram } from '../spawn-server.ts'
import { writeFiles } from './in-a-folder.ts'
import { blockWith, filesOf, read, root } from './read-docs.ts'

const setUp = blockWith('README.md', '', 'mkdir my-app')

describe('the README, followed to the letter in a new folder outside of this repository', () => {
  it('gives a server with a page and its scripts, and a program that posts', async () => {
    const folder = runInNewFolder(setUp)
    writeFiles(folder, filesOf('README.md'))

    const server = await spawnServer('server.js', { cwd: folder })
    const page = await fetch(server.url)
    const elements = await fetch(`${server.url}/parley/elements.js`)
    const imported = /'\.\/(.*)'/.exec(await elements.text())?.[1]
    const program = startProgram('client.js', { cwd: folder, env: { URL: server.url } })

    expect(await page.text()).toContain('<parley-chat')
    expect([elements.status, elements.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect((await fetch(`${server.url}/parley/${imported}`)).status).toBe(200)
    expect((await fetch(`${server.url}/parley/client.js`)).status).toBe(200)
    expect(await program.ended).toEqual({ code: 0, signal: null })
    expect({ said: program.stdout, complaints: program.stderr + server.stderr }).toEqual({
      said: 'event 3 is on disk\n',
      complaints: '',
    })
    // Its own copy, not ours: what it attaches to is a server of another Express.
    expect(existsSync(path.join(folder, 'node_modules/express/package.json'))).toBe(true)
    expect(readdirSync(folder)).toContain('parley.db')
  }, 60_000)

  it('takes few lines: the server 15, the client 10', () => {
    const lines = (file: string) => filesOf('README.md').get(file)?.trim().split('\n').length
    expect(lines('server.js')).toBeLessThanOrEqual(15)
    expect(lines('client.js')).toBeLessThanOrEqual(10)
  })
})

it('both READMEs have the same files and the same lines for a terminal', () => {
  expect([...filesOf('README.md').keys()].sort()).toEqual(['client.js', 'public/index.html', 'server.js'])
  expect(filesOf('README.ko.md')).toEqual(filesOf('README.md'))
  expect(blockWith('README.ko.md', '', 'mkdir my-app')).toBe(setUp)
})

it.each(documents())('%s tells nobody to install the package of another from the registry', (document) => {
  const installs = [...read(document).matchAll(/npm (?:install|i|add) ([^`\n]*)/g)].map((match) => match[1] ?? '')
  expect(installs.filter((names) => /(?:^| )@?parley(?:\/\w+)?(?: |$)/.test(names))).toEqual([])
  expect(read(document)).not.toMatch(/npx parley\b/)
})

it.each(['README.md', 'README.ko.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])(
  '%s names only files that are there',
  (document) => {
    const text = read(document)
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    const paths = [...text.matchAll(/`((?:packages|features|apps|tools|test|examples|bench)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    )
    expect([...links, ...paths].filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  },
)

it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', '.ci/run'])(
  '%s names only scripts that are there',
  (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    const named = [...read(document).matchAll(/npm (?:run ([\w:-]+)|(test|start))\b/g)].map(
      ([, run, own]) => run ?? own ?? '',
    )
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  },
)

/** Runs lines for a terminal, with this repository in place of `../parley`. Gives the folder they make. */
function runInNewFolder(lines: string): string {
  const parent = newFolder()
  const commands = lines
    .trim()
    .replaceAll(/\.\.\/(parley\/[\w/]+)/g, (_line, inside: string) =>
      JSON.stringify(path.join(root, inside.slice('parley/'.length))),
    )
  // What `npm test` and vitest hand on speaks of this repository, and must not reach there.
  const env = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(lifecycle|package|config_local_prefix)|NODE_|VITEST)/.test(name),
  )
  const settings = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' }
  const options = {
    cwd: parent,
    env: { ...Object.fromEntries(env), ...settings },
    encoding: 'utf8',
    stdio: 'pipe',
  } as const
  execSync(commands.split('\n').join(' && '), options)
  return path.join(parent, 'my-app')
}

/** Every document of ours that a newcomer may copy a line from. */
function documents(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((document) => existsSync(path.join(root, document)))
}
