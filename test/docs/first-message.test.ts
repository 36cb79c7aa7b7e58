// The guide for the first five minutes, followed to the letter.
import { execSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { newProject } from '../../packages/create/src/index.ts'
import { projects } from '../../packages/create/test/projects.ts'
import { letTwoTalk, link, started } from '../../packages/create/test/support.ts'
import { describeWithChromium, launchChromium } from '../chromium.ts'
import { newFolder, spawnServer, startProgram } from '../spawn-server.ts'
import { writeFiles } from './in-a-folder.ts'
import { blocksOf, blockWith, filesOf, read, root } from './read-docs.ts'

const guides = ['docs/guides/first-message.md', 'docs/guides/first-message.ko.md']
const [guide = ''] = guides
const [make = '', install = '', start = ''] = blockWith(guide, '', ' new my-app').trim().split('\n')

/** Runs a line of the guide as if `parley` were this checkout. */
function type(line: string, cwd: string, env: NodeJS.ProcessEnv = {}): string {
  const here = line.replace(/(?:\.\.\/)?parley\/(apps\/\S+)/, (_line, file: string) =>
    JSON.stringify(path.join(root, file)),
  )
  // What `npm test` and vitest hand on speaks of this repository, and must not reach there.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(lifecycle|package|config_local_prefix)|NODE_|VITEST)/.test(name),
  )
  const settings = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false', LANG: 'C' }
  return execSync(here, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...settings, ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  })
}

describe('the guide of the first message', () => {
  it('gets to a first message in three lines and no edit by hand', async () => {
    const beside = newFolder()
    type(make, beside)
    type(install, beside)

    expect(start).toBe('npm start --prefix my-app')
    const { url, stdout } = await started(path.join(beside, 'my-app'))

    expect(stdout).toContain(`Open ${url} in two tabs and talk.`)
    await letTwoTalk(url)
    expect(read(guide)).toContain('`Open http://localhost:3000 in two tabs and talk.`')
    expect(read(guides[1]!)).toContain('`http://localhost:3000 을 탭 두 개에서 열고 이야기해 보세요.`')
  }, 60_000)

  it('puts a chat into the project of express-generator with its one line', async () => {
    const beside = newFolder()
    const folder = path.join(beside, 'mine')
    writeFiles(folder, Object.entries(projects['express-generator']!))
    type(`${blockWith(guide, '', ' add ').trim()} --yes`, folder)
    link(folder)

    const { url } = await started(folder)

    await letTwoTalk(url)
    expect(await (await fetch(url)).text()).toContain('<parley-chat')
  })

  it('says the same lines and files in Korean, and the README the same lines', () => {
    expect(blocksOf(guides[1]!, '')).toEqual(blocksOf(guide, ''))
    expect(filesOf(guides[1]!)).toEqual(filesOf(guide))
    expect(blockWith('README.md', '', ' new my-app')).toBe(blockWith(guide, '', ' new my-app'))
    expect(blockWith('README.ko.md', '', ' new my-app')).toBe(blockWith(guide, '', ' new my-app'))
  })
})

describe('when it does not work, what the guide says one sees is what one sees', () => {
  it.each([
    ['attach() was given the Express app', (code: string) => code.replace('attach(server', 'attach(app')],
    [
      'attach() was given undefined',
      (code: string) =>
        code.replace('const server', 'var server').replace(/^const app = .*$/m, 'attach(server, {})\n$&'),
    ],
  ])('%s', async (text, change) => {
    const app = newFolder()
    newProject({ folder: app, template: 'express' })
    link(app)
    const file = path.join(app, 'server.js')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, change(before))

    const program = startProgram('server.js', { cwd: app, env: { PORT: '0' } })
    await program.ended

    expect(readFileSync(file, 'utf8')).not.toBe(before)
    expect(program.stderr).toContain(text)
    for (const each of guides) expect(read(each)).toContain(`| \`${text}\``)
  })
})

describeWithChromium('a message of one’s own', () => {
  it('switches the light in both tabs', async () => {
    const folder = newFolder()
    writeFiles(folder, [['package.json', '{ "type": "module" }'], ...filesOf(guide)])
    link(folder)
    const { url } = await spawnServer('own.js', { cwd: folder })
    const browser = await launchChromium()
    try {
      const context = await browser.newContext()
      const [ana, ben] = [await context.newPage(), await context.newPage()]
      await ana.goto(url)
      await ben.goto(url)
      await ana.getByRole('button', { name: 'The light is off' }).click()
      await ben.getByRole('button', { name: 'The light is on' }).click()
      await ana.getByRole('button', { name: 'The light is off' }).waitFor()
    } finally {
      await browser.close()
    }
  })
})
