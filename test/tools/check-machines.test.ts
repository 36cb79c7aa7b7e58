import { describe, expect, it } from 'vitest'
import { root, runTool, workspaceOf } from './run-tool.ts'

const file = 'packages/channel/src/host/clock.ts'
const check = (code: string) => runTool('check-machines.mjs', workspaceOf({ [file]: code }))

describe('the check of the machines', () => {
  it('finds ours clean, having looked at both', () => {
    const { status, stdout, faults } = runTool('check-machines.mjs', root)
    expect({ status, faults }).toEqual({ status: 0, faults: [] })
    expect(Number(/^machines: (\d+) files/.exec(stdout)?.[1])).toBeGreaterThan(50)
  })

  it('names file, line and reason of each use of the clock, of chance and of I/O', () => {
    const lines = [
      ['Math.random', 'export const a = () => Math.random()'],
      ['Math other than Math.name', 'const { random } = Math'],
      ['Math other than Math.name', "export const b = Math['random']"],
      ['Date.now', 'export const c = Date.now()'],
      ['Date other than Date.name', 'export const d = new Date()'],
      ['Temporal.Now', 'export const n = Temporal.Now.instant()'],
      ['performance', 'export const e = performance.now()'],
      ['crypto', 'export const f = crypto.randomUUID()'],
      ['process', 'export const g = process.env'],
      ['setTimeout', 'setTimeout(() => {}, 1)'],
      ['setInterval', 'setInterval(() => {}, 1)'],
      ['setImmediate', 'setImmediate(() => {})'],
      ['queueMicrotask', 'queueMicrotask(() => {})'],
      ['console', 'console.log(1)'],
      ['fetch', "void fetch('http://localhost')"],
      ['globalThis', 'globalThis.setTimeout(() => {}, 1)'],
      ['Date.now', `export const h = \`at \${Date.now()}\``],
      ['process', 'export const i = { process }'],
    ] as const
    const { status, faults } = check(lines.map(([, code]) => code).join('\n'))
    expect(status).toBe(1)
    expect(faults.map((fault) => fault.split(' is refused here: ')[0])).toEqual(
      lines.map(([name], index) => `${file}:${index + 1}: ${name}`),
    )
  })

  it('says why', () => {
    expect(check('export const a = Math.random()').faults).toEqual([
      `${file}:1: Math.random is refused here: chance is an argument in a machine.`,
    ])
  })

  it('does not mind comments, strings, properties of that name, and the rest of Math', () => {
    const code = [
      '// Math.random() and new Date() and process.exit()',
      '/** `setTimeout(…)` is for drivers. */',
      'export const a = \'Date.now()\' + `crypto.subtle` + "console.log"',
      'export const b = /performance\\.now/.test(a)',
      'export interface Runtime { setTimeout(): void; readonly process: number; Date?: string }',
      'export const c = (runtime: Runtime) => runtime.process + Math.max(1, Math.floor(2.5))',
      'export const d = { Date: 1, crypto: 2 }',
      'export const f = Date.parse(a) + Date.UTC(2026, 1)',
      'export const g = (day: Temporal.PlainDate) => Temporal.PlainTime.from(String(day))',
      'declare global { interface Request { readonly url: string } }',
      'export class E { #process = 1; console = () => this.#process }',
    ]
    expect(check(code.join('\n'))).toMatchObject({ status: 0, faults: [] })
  })

  it('leaves tests alone, and other packages', () => {
    const clock = 'export const now = Date.now()'
    const workspace = workspaceOf({
      'packages/websocket/src/index.ts': 'export {}',
      'packages/websocket/src/index.test.ts': clock,
      'packages/websocket/src/index.test-d.ts': clock,
      'packages/server/src/index.ts': clock,
    })
    expect(runTool('check-machines.mjs', workspace)).toMatchObject({ status: 0, faults: [] })
  })

  it('does not pass where it looked at nothing', () => {
    const { status, faults } = runTool('check-machines.mjs', workspaceOf({}))
    expect({ status, faults }).toEqual({ status: 1, faults: [expect.stringContaining('looked at nothing')] })
  })

  it('does not pass a file it cannot read', () => {
    const { status, faults } = check('export const = 1')
    expect({ status, faults }).toEqual({ status: 1, faults: [expect.stringContaining(`${file}: cannot be read`)] })
  })
})
