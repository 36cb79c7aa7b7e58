// What the tests of both commands do: run them, link what would be installed, start what they made, and talk in it.
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'
import { expect, onTestFinished } from 'vitest'
import { newFolder, type Program, startProgram } from '../../../test/spawn-server.ts'
import { runCreate, type Terminal } from '../src/index.ts'

export const root = path.join(import.meta.dirname, '../../..')

/** What a command said, and how it ended. */
export async function run(args: readonly string[], { cwd = newFolder(), ...more }: Partial<Terminal> = {}) {
  const said = { out: '', error: '' }
  const code = await runCreate(args, {
    cwd,
    env: { LANG: 'en_US.UTF-8' },
    out: (text) => {
      said.out += text
    },
    error: (text) => {
      said.error += text
    },
    ...more,
  })
  return { cwd, code, ...said }
}

/** What we have installed, in place of `npm install`. */
export function link(folder: string): void {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
}

/** Runs the start script of a project in its folder, as npm does, on a free port, and waits until it says its address. */
export async function started(folder: string, env: NodeJS.ProcessEnv = {}): Promise<Program & { url: string }> {
  const { scripts } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const file = scripts.start.replace(/^node /, '')
  const program = startProgram(file, { cwd: folder, env: { PORT: '0', ...env } })
  const [url] = await program.printed(/http:\/\/localhost:\d+/)
  return Object.assign(program, { url })
}

function room(url: string) {
  const connection = connect(url)
  onTestFinished(() => connection.close())
  return connection.open(chatRoom, 'general', 'room')
}

/** Resolves when the room shows the text. */
function heard(view: ReturnType<typeof room>, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (JSON.stringify(view.state ?? null).includes(text)) resolve()
    }
    view.onChange(look)
    look()
  })
}

/** Two people in the same room of a server hear each other. */
export async function letTwoTalk(url: string): Promise<void> {
  const ana = room(url)
  const ben = room(url)
  await ana.commands.post({ text: 'Hello from Ana' })
  await heard(ben, 'Hello from Ana')
  await ben.commands.post({ text: '네, 들려요' })
  await heard(ana, '네, 들려요')
  const elements = await fetch(`${url}/parley/elements.js`)
  expect([elements.status, elements.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
}

/** Paths from the folder, what is installed left out. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}
