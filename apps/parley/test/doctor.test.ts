import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { expect, it, onTestFinished } from 'vitest'
import { runDoctor } from '../src/cli/doctor.ts'
import type { DoctorOptions } from '../src/cli/doctor-options.ts'

const plain: DoctorOptions = {
  target: undefined,
  through: undefined,
  idle: false,
  echo: false,
  fix: false,
  json: false,
  language: 'en',
}

async function run(options: Partial<DoctorOptions>): Promise<{ exit: number; text: string }> {
  let text = ''
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk)
      done()
    },
  })
  return { exit: await runDoctor({ ...plain, ...options }, output), text }
}

function newFolder(server: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'package.json'), '{ "scripts": { "start": "node server.js" } }\n')
  writeFileSync(path.join(folder, 'server.js'), server)
  return folder
}

it('ends with 0 where nothing is to be mended, with 1 where something is', async () => {
  const well = newFolder("require('node:http').createServer().listen(3000)\n")
  expect(await run({ target: well })).toMatchObject({ exit: 0, text: expect.stringContaining('Nothing found.') })
  const broken = newFolder("const http = require('htpp')\n")
  expect(await run({ target: broken })).toMatchObject({
    exit: 1,
    text: expect.stringContaining('(project/misspelt-package)'),
  })
})

it('mends with --fix, and what is left counts', async () => {
  const broken = newFolder("const http = require('htpp')\n")
  const { exit, text } = await run({ target: broken, fix: true })
  expect(text).toContain("- const http = require('htpp')\n  + const http = require('http')")
  expect(exit).toBe(0)
})

it('tells programs in JSON alone', async () => {
  const { exit, text } = await run({ target: newFolder("require('./missing')\n"), json: true })
  expect(exit).toBe(1)
  expect(JSON.parse(text)).toMatchObject({
    findings: [{ code: 'project/missing-file', severity: 'error' }],
    applied: [],
  })
})

it('ends with 2 for a folder that is not there, and for an address that is none', async () => {
  expect(await run({ target: '/nowhere/at/all' })).toMatchObject({ exit: 2 })
  expect(await run({ target: 'ws://' })).toMatchObject({ exit: 2 })
})
