// The command itself, as built: a minute of it in all.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { TARGETS } from './targets/index.ts'

const command = fileURLToPath(new URL('../../dist/fuzz/run.js', import.meta.url))
const SECONDS = 60
/** A slow machine under load does some ten times as many. */
const FEWEST_INPUTS = 10_000

interface Run {
  readonly status: number
  readonly output: string
}

function fuzz(...args: string[]): Promise<Run> {
  expect(existsSync(command), 'not built: run "node tools/build.mjs"').toBe(true)
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], { timeout: 150_000 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ status, output: stdout + stderr })
    })
    onTestFinished(() => void child.kill('SIGKILL'))
  })
}

test(`nothing is found in ${SECONDS} seconds`, { timeout: 180_000 }, async () => {
  const { status, output } = await fuzz('--seconds', String(SECONDS))
  expect(output).toMatch(/--seed \d+/)
  if (status !== 0) expect.fail(output)
  const inputs = Number(/^fuzz: (\d+) inputs, 0 found$/m.exec(output)?.[1])
  expect(inputs).toBeGreaterThan(FEWEST_INPUTS)
  for (const { name } of TARGETS) {
    const ran = [...output.matchAll(new RegExp(`^${name} .* functions (\\d+)/\\d+  blocks (\\d+)/`, 'gm'))].at(-1)
    expect(Number(ran?.[1]), `${name} ran no code that is under test`).toBeGreaterThan(20)
  }
})

test('a single input is run again by --replay', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-fuzz-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'input')
  writeFileSync(file, Uint8Array.of(0, 0, 0, 0x89, 0x80, 1, 2, 3, 4))
  expect(await fuzz('--target', 'server', '--replay', file)).toEqual({
    status: 0,
    output: 'holds: ping 1 closed 1006\n',
  })
})

test('a wrong argument is answered with the right ones', async () => {
  const { status, output } = await fuzz('--target', 'sever')
  expect(status).toBe(1)
  expect(output).toContain('There is no target "sever"; there are server, client')
  expect((await fuzz('--minutes', 'x')).output).toContain('--minutes is a number from')
})
