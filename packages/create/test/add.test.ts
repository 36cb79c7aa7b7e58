import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFiles } from '../../../test/docs/in-a-folder.ts'
import { newFolder } from '../../../test/spawn-server.ts'
import { writeChanges } from '../src/add/write-changes.ts'
import { type Files, projects } from './projects.ts'
import { filesIn, letTwoTalk, link, run, started } from './support.ts'

function project(files: Files): string {
  const folder = newFolder()
  writeFiles(folder, Object.entries(files))
  return folder
}

const textsIn = (folder: string) => filesIn(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')])
const generator = projects['express-generator']!

describe.each(Object.entries(projects))('parley add in a project of %s', (_name, files) => {
  it('makes a chat of it in one run, finds it there in the next, and leaves what was there as it was', async () => {
    const cwd = project(files)

    const first = await run(['add', '--page', 'public/index.html', '--yes'], { cwd })
    const once = textsIn(cwd)
    const second = await run(['add', '--page', 'public/index.html', '--yes'], { cwd })
    const twice = textsIn(cwd)
    link(cwd)
    const { url, stderr } = await started(cwd)

    expect([first.code, first.error, second.code, second.error]).toEqual([0, '', 0, ''])
    expect(first.out).toMatch(/Next:\n {2}npm install\n {2}npm start\n$/)
    expect(second.out).toMatch(/^Parley is there already, in \S+:\d+; nothing to do\.\n$/)
    expect(twice).toEqual(once)
    await letTwoTalk(url)
    expect(await (await fetch(url)).text()).toContain('<parley-chat')
    expect(await (await fetch(`${url}/users`)).text()).toBe('users')
    expect(stderr).toBe('')
  })
})

describe('parley add', () => {
  it('shows a diff and writes nothing when there is nobody to ask, or somebody says no', async () => {
    const cwd = project(generator)
    const before = textsIn(cwd)

    const unasked = await run(['add'], { cwd })
    const refused = await run(['add'], { cwd, confirm: async () => false })

    for (const { code, out } of [unasked, refused]) {
      expect(code).toBe(1)
      expect(out).toContain(' var server = http.createServer(app);\n+attach(server, { features: [chat()] });\n')
      expect(out).toContain('+++ package.json')
      expect(out).toContain('--yes')
    }
    expect(textsIn(cwd)).toEqual(before)
  })

  it('asks, writes on a yes, and without a page says the two lines for one', async () => {
    const cwd = project(generator)
    const asked: string[] = []

    const { code, out } = await run(['add', '--lang', 'ko'], {
      cwd,
      confirm: async (question) => {
        asked.push(question)
        return true
      },
    })

    expect(code).toBe(0)
    expect(asked).toEqual(['이대로 쓸까요? [y/N] '])
    expect(out).toContain('<script type="module" src="/parley/elements.js"></script>')
    expect(readFileSync(path.join(cwd, 'bin/www'), 'utf8')).toContain('attach(server, { features: [chat()] });')
  })

  it('names the folder that it is given, and leaves the rights of its files', async () => {
    const cwd = newFolder()
    writeFiles(path.join(cwd, 'my app'), Object.entries(generator))
    chmodSync(path.join(cwd, 'my app/bin/www'), 0o755)

    const { code, out } = await run(['add', 'my app', '--yes'], { cwd })

    expect(code).toBe(0)
    expect(out).toContain('npm start --prefix "my app"')
    expect(statSync(path.join(cwd, 'my app/bin/www')).mode & 0o777).toBe(0o755)
  })

  it.each([
    ['nothing', {}, 'create/no-project', 'package.json'],
    ['a program that is none', { ...generator, 'app.js': 'var app = ;\n' }, 'create/syntax', 'app.js:1'],
    [
      'the listen of a tutorial in app.js too',
      { ...generator, 'app.js': `${generator['app.js']}app.listen(3000);\n` },
      'create/several-servers',
      'app.js:13',
    ],
    [
      'an app in braces',
      { ...generator, 'app.js': generator['app.js']!.replace('= app;', '= { app };') },
      'create/app-export',
      'module.exports = app;',
    ],
  ])('refuses %s with code and place, in both languages, and changes nothing', async (_what, files, code, place) => {
    const cwd = project(files)
    const before = textsIn(cwd)

    const english = await run(['add', '--yes'], { cwd })
    const korean = await run(['add', '--yes'], { cwd, env: { LC_ALL: 'ko_KR.UTF-8' } })

    for (const { code: exit, error } of [english, korean]) {
      expect(exit).toBe(1)
      expect(error).toContain(`(${code})`)
      expect(error).toContain(place)
    }
    expect(korean.error).toMatch(/[가-힣]/)
    expect(textsIn(cwd)).toEqual(before)
  })

  it('gives back what it wrote when a file cannot be written', () => {
    const cwd = project({ 'a.js': 'a', 'b.js': 'b' })
    const changes = [
      { file: 'a.js', before: 'a', after: 'A' },
      { file: 'b.js', before: 'b', after: 'B' },
    ]
    // Where the second file would be written first there is something already.
    writeFiles(cwd, [[`.b.js.parley-${process.pid}`, 'mine']])

    expect(() => writeChanges(cwd, changes)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'create/write' }) }),
    )
    expect(readFileSync(path.join(cwd, 'a.js'), 'utf8')).toBe('a')
    expect(readFileSync(path.join(cwd, 'b.js'), 'utf8')).toBe('b')
    expect(readdirSync(cwd).filter((name) => name.includes('a.js'))).toEqual(['a.js'])
  })

  it('writes nothing over what was changed while somebody thought about it, or is in no UTF-8', () => {
    const cwd = project({ 'a.js': 'a', 'b.js': 'changed' })
    const changes = [
      { file: 'a.js', before: 'a', after: 'A' },
      { file: 'b.js', before: 'b', after: 'B' },
    ]
    const evidence = (said: string) =>
      expect.objectContaining({ finding: expect.objectContaining({ evidence: expect.stringContaining(said) }) })
    expect(() => writeChanges(cwd, changes)).toThrow(evidence('b.js: changed meanwhile'))
    // "한" in EUC-KR.
    writeFileSync(path.join(cwd, 'b.js'), Buffer.from([0xc7, 0xd1]))
    const read = readFileSync(path.join(cwd, 'b.js'), 'utf8')
    expect(() => writeChanges(cwd, [changes[0]!, { file: 'b.js', before: read, after: `${read}B` }])).toThrow(
      evidence('b.js: not in UTF-8'),
    )
    expect(readFileSync(path.join(cwd, 'b.js'))).toEqual(Buffer.from([0xc7, 0xd1]))
    expect(textsIn(cwd)[0]).toEqual(['a.js', 'a'])
    expect(readdirSync(cwd)).toHaveLength(2)
  })
})
