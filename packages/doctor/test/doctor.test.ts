import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type DiagnoseOptions,
  diagnoseFolder,
  diagnoseRunning,
  exitCodeOf,
  mendFolder,
  toJson,
  toMendedText,
  toReportText,
} from '../src/index.ts'

function folderWith(texts: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'parley-doctor-')))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

const options: DiagnoseOptions = {
  language: 'en',
  nodeVersion: '20.19.1',
  programFolders: [],
  now: () => performance.now(),
}
const generated = {
  'package.json': JSON.stringify({ scripts: { start: 'node ./bin/www' }, dependencies: { express: '4' } }),
  'node_modules/express/package.json': '{ "name": "express", "version": "4.16.1" }',
  'bin/www':
    "#!/usr/bin/env node\nvar app = require('../app');\nvar http = require('http');\napp.set('port', 3000);\nvar server = http.createServer(app);\nserver.listen(3000);\n",
  'app.js': "var express = require('express');\nvar app = express();\n",
}

const textOf = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8')

describe('a folder on disk', () => {
  it('without a file that starts a server is not said to be well: the server may be in a workspace', () => {
    const folder = folderWith({
      'package.json': JSON.stringify({ private: true, workspaces: ['apps/*'] }),
      'apps/server/package.json': generated['package.json'],
    })
    const { report } = diagnoseFolder(folder, options)
    expect(report.findings).toEqual([])
    const text = toReportText(report, { hasColour: false })
    expect(text).not.toContain('Nothing found')
    expect(text).toContain('parley doctor FOLDER')
  })

  it('is read and said in four lines and those to paste, in English', () => {
    const folder = folderWith(generated)
    const { report } = diagnoseFolder(folder, options)
    expect(toReportText(report, { hasColour: false, offersFix: true })).toBe(`${folder}

✗ app.js exports nothing, so that bin/www:2 gets an empty object. (project/no-export)
  bin/www:4  app.set('port', 3000); | app.js exports nothing
  What another file shall use must be exported; without it come errors like "app.set is not a function".
  → Add module.exports = app; as the last line of app.js.
      module.exports = app;

✓ files (bin/www + 1)  ✓ packages  ✓ listens (:3000 bin/www:6)
1 problem.
parley doctor --fix mends it.
`)
    expect(exitCodeOf(report)).toBe(1)
  })

  it('and in Korean', () => {
    const { report } = diagnoseFolder(folderWith(generated), { ...options, language: 'ko' })
    const text = toReportText(report, { hasColour: false })
    expect(text).toContain(
      '✗ app.js 이(가) 아무것도 내보내지 않아서 bin/www:2 은(는) 빈 객체를 받습니다. (project/no-export)',
    )
    expect(text).toContain('  → app.js 마지막 줄에 module.exports = app; 를 추가하세요.')
    expect(text).toContain('문제 1개.')
  })

  it('colours signs on a terminal, and says the same without', () => {
    const { report } = diagnoseFolder(folderWith(generated), options)
    const plain = toReportText(report, { hasColour: false })
    const coloured = toReportText(report, { hasColour: true })
    expect(coloured).toContain('\u001B[31m✗\u001B[0m')
    expect(stripVTControlCharacters(coloured)).toBe(plain)
  })

  it('is told to programs as one object', () => {
    const folder = folderWith(generated)
    const said = JSON.parse(toJson(diagnoseFolder(folder, options).report)) as Record<string, unknown>
    expect(said).toMatchObject({ target: folder, language: 'en', ms: expect.any(Number) })
    expect(said.findings).toEqual([
      {
        code: 'project/no-export',
        severity: 'error',
        what: expect.any(String),
        why: expect.any(String),
        fix: expect.any(String),
        evidence: expect.stringContaining('bin/www:4'),
        lines: ['module.exports = app;'],
        docs: 'docs/errors/project-no-export.md',
        canRepair: true,
      },
    ])
    expect(said.steps).toContainEqual({ name: 'files', state: 'ok', detail: 'bin/www + 1' })
  })

  it('is never run: a file that would write does not', () => {
    const folder = folderWith({
      ...generated,
      'app.js': "require('fs').writeFileSync(__dirname + '/ran', '')\nmodule.exports = require('express')()\n",
    })
    diagnoseFolder(folder, options)
    expect(readdirSync(folder)).not.toContain('ran')
  })

  it('with links in a circle, bytes that are no text and a file that is too large is read all the same', () => {
    const folder = folderWith({
      ...generated,
      'app.js': "require('./big')\nrequire('./odd')\n",
      'big.js': `// ${'x'.repeat(600_000)}`,
      'odd.js': '',
    })
    writeFileSync(path.join(folder, 'odd.js'), Buffer.from([0xff, 0xfe, 0x00, 0x28]))
    symlinkSync(folder, path.join(folder, 'again'))
    expect(() => diagnoseFolder(folder, options)).not.toThrow()
  })

  it('with links that lead to themselves and names that no file can have is read all the same', () => {
    const names = ['./round', './a\\0b', `./${'x'.repeat(5_000)}`]
    const folder = folderWith({ ...generated, 'app.js': names.map((name) => `require('${name}')\n`).join('') })
    for (const name of ['round.js', '.env', 'yarn.lock']) symlinkSync(name, path.join(folder, name))
    expect(() => diagnoseFolder(folder, { ...options, programFolders: [path.join(folder, 'round.js')] })).not.toThrow()
  })

  it('whose project is in a folder below names it, as a shell takes it for a name and nothing else', () => {
    const linesOf = (name: string) =>
      diagnoseFolder(folderWith({ [`${name}/package.json`]: '{}' }), options).report.findings[0]?.lines
    expect(linesOf('my-app')).toEqual(['cd my-app'])
    expect(linesOf("it's; touch ran")).toEqual(["cd './it'\\''s; touch ran'"])
  })

  it('with elements nested deeper than calls can be is read all the same', () => {
    const page = `${'<div>'.repeat(20_000)}<script>new WebSocket('ws://localhost:3000/')</script>`
    const folder = folderWith({ ...generated, 'public/index.html': page })
    expect(() => diagnoseFolder(folder, options)).not.toThrow()
  })

  it('reads the names in a folder once, however many imports lead to nowhere in it', () => {
    const imports = Array.from({ length: 2_000 }, (_, index) => `require('./nowhere${index}')\n`).join('')
    const folder = folderWith({ ...generated, 'app.js': imports })
    for (let index = 0; index < 2_000; index++) writeFileSync(path.join(folder, `file${index}.txt`), '')
    const { report } = diagnoseFolder(folder, options)
    expect(report.findings.length).toBeGreaterThan(1_000)
    // Read anew for each it takes half a minute.
    expect(report.ms).toBeLessThan(6_000)
  })

  it('stops reading when the time is up, and says so', () => {
    const folder = folderWith(generated)
    let time = 0
    const { examined } = diagnoseFolder(folder, { ...options, now: () => (time += 1200) })
    expect(examined.project.isCut).toBe(true)
  })
})

describe('--fix', () => {
  it('mends, shows what it changed, keeps the mode of a file, and has nothing to do the second time', async () => {
    const folder = folderWith(generated)
    chmodSync(path.join(folder, 'app.js'), 0o755)
    const { applied, report } = await mendFolder(folder, { ...options, output: 'ignore' })
    expect(textOf(folder, 'app.js')).toBe(`${generated['app.js']}module.exports = app;\n`)
    expect(statSync(path.join(folder, 'app.js')).mode & 0o777).toBe(0o755)
    expect(toMendedText(applied, 'en')).toBe('Mended: project/no-export\n  app.js:3\n  + module.exports = app;\n')
    expect(report.findings).toEqual([])
    expect((await mendFolder(folder, { ...options, output: 'ignore' })).applied).toEqual([])
    expect(readdirSync(folder).sort()).toEqual(['app.js', 'bin', 'node_modules', 'package.json'])
  })

  it('shows what it changed without what a terminal would obey', () => {
    const applied = [{ code: 'a/b', state: 'done' as const, what: 'app.js:2\n+   x \u001B[2J' }]
    expect(toMendedText(applied, 'en')).toBe('Mended: a/b\n  app.js:2\n  +   x  [2J\n')
  })

  it('keeps the line ends of a file', async () => {
    const folder = folderWith({
      ...generated,
      'app.js': "var express = require('express');\r\nvar app = express();\r\n",
    })
    await mendFolder(folder, { ...options, output: 'ignore' })
    expect(textOf(folder, 'app.js')).toBe(
      "var express = require('express');\r\nvar app = express();\r\nmodule.exports = app;\r\n",
    )
  })

  it('keeps the mark before the text of a file, and leaves one that is in no UTF-8 as it is', async () => {
    const marked = folderWith({ ...generated, 'app.js': `\uFEFF${generated['app.js']}` })
    await mendFolder(marked, { ...options, output: 'ignore' })
    expect(textOf(marked, 'app.js')).toBe(`\uFEFF${generated['app.js']}module.exports = app;\n`)

    const korean = folderWith(generated)
    // "한글" in EUC-KR.
    const bytes = Buffer.concat([Buffer.from(`${generated['app.js']}// `), Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x0a])])
    writeFileSync(path.join(korean, 'app.js'), bytes)
    const { applied } = await mendFolder(korean, { ...options, output: 'ignore' })
    expect(applied).toMatchObject([{ state: 'failed', why: 'it is not in UTF-8' }])
    expect(readFileSync(path.join(korean, 'app.js'))).toEqual(bytes)
  })

  it('runs no program that a repository names for git', async () => {
    const folder = folderWith({ ...generated, hook: '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n' })
    chmodSync(path.join(folder, 'hook'), 0o755)
    execFileSync('git', ['init', '--quiet', folder])
    execFileSync('git', ['-C', folder, 'config', 'core.fsmonitor', path.join(folder, 'hook')])
    await mendFolder(folder, { ...options, output: 'ignore' })
    expect(textOf(folder, 'app.js')).toContain('module.exports')
    expect(readdirSync(folder)).not.toContain('ran')
  })

  it('leaves alone what git ignores', async () => {
    const folder = folderWith({ ...generated, '.gitignore': 'app.js\n' })
    execFileSync('git', ['init', '--quiet', folder])
    const { applied } = await mendFolder(folder, { ...options, output: 'ignore' })
    expect(applied.map(({ state }) => state)).toEqual(['left'])
    expect(textOf(folder, 'app.js')).toBe(generated['app.js'])
  })

  it('leaves alone what a link leads to outside the folder', async () => {
    const outside = folderWith({ 'app.js': generated['app.js'] })
    const { 'app.js': _, ...rest } = generated
    const folder = folderWith(rest)
    symlinkSync(path.join(outside, 'app.js'), path.join(folder, 'app.js'))
    const { applied } = await mendFolder(folder, { ...options, output: 'ignore' })
    expect(applied.map(({ state }) => state)).toEqual(['left'])
    expect(textOf(outside, 'app.js')).toBe(generated['app.js'])
  })

  it('tells of a command that fails, and does not try for ever', async () => {
    const folder = folderWith({
      'package.json': '{ "dependencies": { "express": "file:./nowhere-at-all" }, "scripts": { "start": "node a.js" } }',
      'a.js': "require('express')",
      'pnpm-lock.yaml': '',
    })
    const before = process.env.PATH
    process.env.PATH = ''
    onTestFinished(() => {
      process.env.PATH = before
    })
    const { applied, report } = await mendFolder(folder, { ...options, output: 'ignore' })
    expect(applied).toMatchObject([{ code: 'project/not-installed', state: 'failed', what: '$ pnpm install' }])
    expect(exitCodeOf(report)).toBe(1)
  })
})

it.runIf(process.platform === 'linux')('a server that runs in the folder is probed too', async () => {
  const folder = folderWith({ ...generated, 'app.js': `${generated['app.js']}module.exports = app;\n` })
  const report = await diagnoseRunning(folder, options)
  expect(report.steps.map(({ name }) => name)).not.toContain('process')
  // A process of its own: of several in one folder nobody can say which is meant, and tests run beside each other in ours.
  const listening = "require('http').createServer().listen(0, '127.0.0.1', () => console.log('up'))"
  const server = spawn(process.execPath, ['-e', listening], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void server.kill())
  await once(server.stdout, 'data')
  const running = await diagnoseRunning(folder, { ...options, withinMs: 1000 })
  expect(running.steps.map(({ name }) => name)).toContain('process')
})
