import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../../test/spawn-server.ts'
import { newProject, ourDependencies, templateNames } from '../src/index.ts'
import { versions } from '../src/new/templates.ts'
import { writeProject } from '../src/new/write-project.ts'
import { filesIn, letTwoTalk, link, root, run, started } from './support.ts'

/** A project made from a template, with what we have installed in place of `npm install`. */
function project(template: string, language: 'en' | 'ko' = 'en'): string {
  const folder = path.join(newFolder(), 'my-app')
  newProject({ folder, template, language })
  if (template === 'next') linkWithNext(folder)
  else link(folder)
  return folder
}

/** Next.js is too large to install for a test: this one has what a server of one's own asks of it. */
function linkWithNext(folder: string): void {
  mkdirSync(path.join(folder, 'node_modules/next'), { recursive: true })
  for (const name of ['parley', '@parley'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction')
  writeFileSync(path.join(folder, 'node_modules/next/package.json'), '{ "name": "next", "main": "index.js" }')
  writeFileSync(
    path.join(folder, 'node_modules/next/index.js'),
    `module.exports = ({ dev, dir, hostname, port }) => {
      if (typeof dev !== 'boolean' || typeof dir !== 'string' || typeof hostname !== 'string' || typeof port !== 'number') throw new TypeError('options')
      let isPrepared = false
      return {
        prepare: async () => void (isPrepared = true),
        getRequestHandler: () => async (request, response) => {
          if (!isPrepared) throw new Error('not prepared')
          response.setHeader('Content-Type', 'text/html; charset=utf-8')
          response.end('<title>my-app</title><parley-chat room="general"></parley-chat>')
        },
      }
    }`,
  )
}

describe.each(templateNames)('the template %s', (template) => {
  it('starts, says where, serves a page with the chat, and lets two talk', async () => {
    const { url, stderr } = await started(project(template))

    const page = await (await fetch(url)).text()
    await letTwoTalk(url)

    expect(page).toContain('<parley-chat')
    expect(page).toContain('my-app')
    expect(stderr).toBe('')
  })

  it('is written in the language of who asked, in no trace of the other, with a README of ten lines', () => {
    for (const [language, other] of [
      ['en', 'ko'],
      ['ko', 'en'],
    ] as const) {
      const folder = project(template, language)
      const files = filesIn(folder)
      const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n')

      expect(texts).not.toMatch(new RegExp(`\\b${other}: |// ${other}$|// ${language}$|PROJECT`, 'm'))
      expect(/[가-힣]/.test(texts)).toBe(language === 'ko')
      expect(readFileSync(path.join(folder, 'README.md'), 'utf8').trim().split('\n')).toHaveLength(10)
      expect(files).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'package.json']))
    }
  })
})

it('a project of Vite is built for production, and served from what was built', async () => {
  const folder = project('vite')
  const build = spawnSync(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: folder,
  })
  const { url } = await started(folder, { NODE_ENV: 'production' })

  const page = await (await fetch(url)).text()
  const script = /src="(\/assets\/[^"]+)"/.exec(page)?.[1]

  expect(build.status, String(build.stderr)).toBe(0)
  expect(page).toMatch(/<script type="module" src="\/parley\/elements\.js"\s*><\/script>/)
  expect((await fetch(`${url}${script}`)).status).toBe(200)
})

it('the pages of a project of Next.js are modules with JSX', () => {
  const folder = project('next')
  for (const file of ['app/layout.js', 'app/page.js']) {
    const { errors, module } = parseSync(file, readFileSync(path.join(folder, file), 'utf8'), { lang: 'jsx' })
    expect({ errors, hasModuleSyntax: module.hasModuleSyntax }).toEqual({ errors: [], hasModuleSyntax: true })
  }
})

it('bin/www can be run by its name', () => {
  expect(statSync(path.join(project('express-generator'), 'bin/www')).mode & 0o111).not.toBe(0)
})

it('asks for the versions of others that are tested here', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  for (const name of ['express', 'fastify', 'vite']) expect(versions[name]).toBe(devDependencies[name])
})

describe('parley new', () => {
  it('says what to type, in two lines: with its own that is three to a first message', async () => {
    const { code, out, error } = await run(['new', 'my-app'])

    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toBe('Made my-app (5 files).\nNext:\n  npm install --prefix my-app\n  npm start --prefix my-app\n')
  })

  it('speaks Korean in a Korean terminal, and as --lang says', async () => {
    const byTerminal = await run(['new', '내 채팅'], { env: { LANG: 'ko_KR.UTF-8' } })
    const byOption = await run(['new', 'my-app', '--lang', 'ko'])

    expect(byTerminal.out).toContain('npm start --prefix "내 채팅"')
    expect(byTerminal.out).toContain('다음:')
    expect(byOption.out).toContain('다음:')
    expect(readFileSync(path.join(byTerminal.cwd, '내 채팅/package.json'), 'utf8')).toContain('"name": "my-app"')
  })

  it('takes the folder it is in, with nothing but a new repository in it', async () => {
    const cwd = newFolder()
    mkdirSync(path.join(cwd, '.git'))

    const { code, out } = await run(['new', '.'], { cwd })

    expect(code).toBe(0)
    expect(out).toContain('  npm install\n  npm start\n')
    expect(existsSync(path.join(cwd, 'server.js'))).toBe(true)
  })

  it.each([
    ['an unknown template', ['new', 'my-app', '--template', 'expres'], 2, 'create/template', '--template express.'],
    ['a template cut short', ['new', 'my-app', '-t', 'fast'], 2, 'create/template', '--template fastify.'],
    ['the name of what it depends on', ['new', 'express'], 2, 'create/name', 'my-express'],
    ['a name no system takes', ['new', 'a:b?'], 2, 'create/name', 'a-b'],
    ['no name', ['new'], 2, 'Usage', 'parley new my-app'],
    ['two names', ['new', 'a', 'b'], 2, 'Usage', 'a b'],
    ['an unknown option', ['new', 'a', '--templat', 'vite'], 2, 'Usage', '--templat'],
    ['an unknown language', ['new', 'a', '--lang', 'fr'], 2, 'Usage', 'en, ko'],
  ])('refuses %s, and makes nothing', async (_what, args, exit, code, hint) => {
    const ran = await run(args)

    expect(ran.code).toBe(exit)
    expect(ran.error).toContain(code)
    expect(ran.error).toContain(hint)
    expect(readdirSync(ran.cwd)).toEqual([])
  })

  it('refuses a folder with something in it, and a file, and leaves both alone', async () => {
    const cwd = newFolder()
    mkdirSync(path.join(cwd, 'full'))
    writeFileSync(path.join(cwd, 'full/server.js'), 'mine')

    const folder = await run(['new', 'full'], { cwd })
    const file = await run(['new', 'full/server.js'], { cwd })

    expect([folder.code, file.code]).toEqual([1, 1])
    expect(folder.error).toContain('create/folder-not-empty')
    expect(file.error).toContain('create/folder-not-empty')
    expect(filesIn(cwd)).toEqual(['full/server.js'])
    expect(readFileSync(path.join(cwd, 'full/server.js'), 'utf8')).toBe('mine')
  })

  it('with --install runs npm there, and says so if that fails', async () => {
    const bin = newFolder()
    // What npm is here: it leaves a file behind, and fails where it is told to.
    writeFileSync(path.join(bin, 'npm'), '#!/bin/sh\necho "$@" > installed; exit $FAILS\n', { mode: 0o755 })
    const env = { PATH: `${bin}${path.delimiter}${process.env.PATH}` }

    const well = await run(['new', 'my-app', '--install'], { env })
    const badly = await run(['new', 'my-app', '--install'], { env: { ...env, FAILS: '7' } })

    expect([well.code, well.error]).toEqual([0, ''])
    expect(well.out).toMatch(/Next:\n {2}npm start --prefix my-app\n$/)
    expect(readFileSync(path.join(well.cwd, 'my-app/installed'), 'utf8')).toMatch(/^install /)
    expect(badly.code).toBe(1)
    expect(badly.error).toContain('create/install')
    expect(badly.error).toContain('npm install: 7')
    expect(existsSync(path.join(badly.cwd, 'my-app/server.js'))).toBe(true)
  })

  it('takes back what it wrote when something fails in the middle', () => {
    const cwd = newFolder()
    const files = new Map([
      ['package.json', '{}'],
      ['public/index.html', ''],
      // A file cannot hold a file.
      ['package.json/server.js', ''],
    ])

    expect(() => writeProject(path.join(cwd, 'some/where/my-app'), files)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'create/write' }) }),
    )
    expect(readdirSync(cwd)).toEqual([])
  })

  it('outside of a checkout refuses to name packages that are somebody else’s', () => {
    expect(() => ourDependencies('/tmp/my-app', undefined)).toThrow('not in the npm registry')
  })
})

it('the command of npm create is parley new', () => {
  const cwd = newFolder()
  const bin = path.join(root, 'packages/create/bin/create-parley.js')
  const { status, stdout } = spawnSync(process.execPath, [bin, 'my-app', '--template', 'plain', '--lang', 'en'], {
    cwd,
  })

  expect({ status, stdout: String(stdout) }).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Made my-app'),
  })
})
