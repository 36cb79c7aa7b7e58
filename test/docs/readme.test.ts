import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

/** The README's code blocks that begin with the name of the file they are. */
function filesOf(readme: string): Map<string, string> {
  const text = readFileSync(path.join(root, readme), 'utf8')
  const blocks = [...text.matchAll(/```(?:js|html)\n(?:\/\/ |<!-- )([\w./]+)(?: -->)?\n([\s\S]*?)```/g)]
  return new Map(blocks.map(([, name, code]) => [name ?? '', code ?? '']))
}

/** A folder beside the examples, so that the packages are found as they are when installed. */
function folderWith(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(path.join(root, 'examples', '.readme-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, code] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), code)
  }
  return folder
}

async function listen(folder: string): Promise<string> {
  const server = spawn('node', ['server.js'], { cwd: folder, env: { ...process.env, PORT: '0' } })
  cleanups.unshift(() => server.kill('SIGKILL'))
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const url = /http:\/\/localhost:\d+/.exec(output)?.[0]
      if (url !== undefined) resolve(url)
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    server.on('exit', () => reject(new Error(`the server ended: ${output}`)))
  })
}

describe.each(['README.md', 'README.ko.md'])('the code of %s', (readme) => {
  it('runs: the server serves the page and its script, the program posts', async () => {
    const files = filesOf(readme)
    expect([...files.keys()]).toEqual(['server.js', 'public/index.html', 'client.js'])
    const folder = folderWith(files)
    const url = await listen(folder)
    expect(await (await fetch(url)).text()).toContain('<parley-chat')
    const script = await fetch(`${url}/parley/elements.js`)
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    const imported = /'\.\/(.*)'/.exec(await script.text())?.[1]
    expect((await fetch(`${url}/parley/${imported}`)).status).toBe(200)
    const { stdout } = await promisify(execFile)('node', ['client.js'], {
      cwd: folder,
      env: { ...process.env, URL: url },
    })
    expect(stdout.trim()).toBe('message 1 is on disk')
  })

  it('is as short as it says: the server 15 lines, the client 10', () => {
    const files = filesOf(readme)
    expect(files.get('server.js')?.trim().split('\n').length).toBeLessThanOrEqual(15)
    expect(files.get('client.js')?.trim().split('\n').length).toBeLessThanOrEqual(10)
  })
})

it('both READMEs have the same code', () => {
  expect(filesOf('README.ko.md')).toEqual(filesOf('README.md'))
})

it.each(['README.md', 'README.ko.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])(
  '%s names only files that are there',
  (document) => {
    const text = readFileSync(path.join(root, document), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    const paths = [...text.matchAll(/`((?:packages|features|apps|tools|test|examples|bench)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    )
    expect([...links, ...paths].filter((name) => !existsSync(path.join(root, name)))).toEqual([])
  },
)
