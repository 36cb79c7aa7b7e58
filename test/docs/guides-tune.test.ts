// The guide for tuning: each number in it is one of the sources or of the measurements, each command can be run.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { defaultHostLimits } from '@parley/channel'
import { entryOf } from '@parley/diagnosis'
import { expect, it } from 'vitest'
import { defaults } from '../../packages/server/src/options.ts'
import { newFolder } from '../spawn-server.ts'
import { blockWith, read, root } from './read-docs.ts'

const guide = read('docs/guides/tune.md')
const number = (text = '') => Number(text.replaceAll(/\D/g, ''))

it('each row names a code of the catalogue and a limit with its default', () => {
  const rows = [...guide.matchAll(/^\| `([\w/-]+)` +\| `(\w+)` +\| ([\d ]+\d) +\|/gm)]
  expect(rows.length).toBeGreaterThan(15)
  const known: Readonly<Record<string, unknown>> = { ...defaultHostLimits, ...defaults }
  for (const [, code = '', limit = '', value] of rows) {
    expect([code, entryOf(code)?.code]).toEqual([code, code])
    expect([limit, number(value)]).toEqual([limit, known[limit]])
  }
  for (const [, limit = '', value] of guide.matchAll(/`(\w+)` \(([\d ]+)\)/g)) {
    expect([limit, number(value)]).toEqual([limit, known[limit]])
  }
  expect(guide).toContain(`${defaultHostLimits.commandBurst.toLocaleString('en').replace(',', ' ')} at once`)
})

it('what sockets weigh is what was measured', () => {
  const results = read('bench/RESULTS.md')
  const row = (pattern: RegExp) => pattern.exec(results)?.[1]
  const measured = [
    row(/Memory of 10 000 idle sockets[\s\S]*?^\| parley +\| ([\d.]+) /m),
    row(/memory of an idle session, signed in, one view open, of 10 000.*?\*\*([\d.]+) kB\*\*/),
    row(/kB a person in use, who is in 5 rooms +\| ([\d.]+) /),
  ]
  const said = [...guide.matchAll(/\| ([\d.]+) kB +\| (\d+) MB +\|/g)]
  expect(said.map(([, each]) => each)).toEqual(measured)
  expect(said.map(([, each, all]) => Math.round(Number(each) * 10) - Number(all))).toEqual([0, 0, 0])
  expect(results).toContain('0.3 ms for each client that goes and comes')
  expect(results).toContain('**0.13** (`prepareMessage`)')
})

it('the benchmarks have each option and measure that is named', () => {
  const help = execFileSync(process.execPath, [path.join(root, 'bench/dist/run.js'), '--help'], { encoding: 'utf8' })
  const lines = blockWith('docs/guides/tune.md', '', 'npm run bench').trim().split('\n')
  expect(lines.length).toBe(3)
  for (const line of lines) {
    const [, name = '', options = ''] = /^npm run bench -- (\w+) (.*)$/.exec(line) ?? []
    expect(help).toContain(`npm run bench -- ${name} `)
    // Those of this benchmark, which stand below its name, and those of all.
    const parts = help.split('\n\n').filter((part) => part.startsWith('All\n') || part.startsWith(`${name}\n`))
    expect(parts.length).toBe(2)
    for (const [option] of options.matchAll(/--[\w-]+/g)) expect(parts.join('\n')).toContain(`${option} `)
  }
})

it('Node knows each flag that is named', () => {
  const flags = [...guide.matchAll(/`(?:node )?(--(?:max|cpu)[\w-]+)/g)].map(([, flag]) => flag ?? '')
  expect(flags.length).toBe(4)
  const known = execFileSync(process.execPath, ['--help'], { encoding: 'utf8' })
  const knownToV8 = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  expect(flags.filter((flag) => ![known, knownToV8].some((text) => text.includes(` ${flag}`)))).toEqual([])
})

it.skipIf(process.platform !== 'linux')('the kernel has each setting that is named', () => {
  const settings = blockWith('docs/guides/tune.md', 'ini', 'somaxconn')
  const names = [...settings.matchAll(/^([\w.]+) = /gm)].map(([, name]) => name ?? '')
  expect(names.length).toBe(3)
  // A namespace of its own, as a container's is, may lack those of the whole machine.
  expect(names.filter((name) => !existsSync(path.join('/proc/sys', name.replaceAll('.', '/'))))).toEqual([])
})

it('what it says to look at from inside is there', () => {
  const [, report = ''] = /`(process\.report\.[\w.()]+)`/.exec(guide) ?? []
  expect(execFileSync(process.execPath, ['-p', `JSON.stringify(${report})`], { encoding: 'utf8' })).toContain('soft')
  expect(monitorEventLoopDelay).toBeTypeOf('function')
  expect(guide).toContain('`monitorEventLoopDelay` of `node:perf_hooks`')
})

it('the probe of the disk runs, and leaves nothing', () => {
  const [, command = ''] = /`(dd .*)` in the folder/.exec(guide) ?? []
  const cwd = newFolder()
  execFileSync('sh', ['-c', command.replace('count=1000', 'count=2')], { cwd, stdio: 'pipe' })
  expect(command).toContain('count=1000')
  expect(readdirSync(cwd)).toEqual([])
})
