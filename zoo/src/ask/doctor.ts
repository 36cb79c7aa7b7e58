import { fileURLToPath } from 'node:url'
import {
  type AddressOptions,
  diagnoseAddress,
  diagnoseRunning,
  type Mended,
  mendFolder,
  type Report,
  toJson,
} from '@parley/doctor'
import type { Named } from '../case.ts'
import { shims, startProgram } from '../site/program.ts'

/** One finding as `parley doctor --json` prints it, as far as the zoo reads it. */
export interface Printed {
  readonly code: string
  readonly what: string
  readonly fix: string
  readonly lines: readonly string[]
  readonly evidence?: string
  readonly severity: 'error' | 'warning'
}

const now = () => performance.now()
/** This machine is busy, as there are several set-ups at a time: what the doctor may take by itself is the test of one. */
const withinMs = 10_000

function about() {
  const programFolders = [shims, ...(process.env.PATH ?? '').split(':')]
  return { language: 'en', nodeVersion: process.versions.node, programFolders, now, withinMs } as const
}

/** What `parley doctor FOLDER` prints. In this process, as starting a hundred of them would take most of the time. */
export async function examine(dir: string): Promise<readonly Printed[]> {
  return printed(await diagnoseRunning(dir, about()))
}

/** What `parley doctor ADDRESS` prints. */
export async function probe(url: string, options: Partial<AddressOptions> = {}): Promise<readonly Printed[]> {
  return printed(await diagnoseAddress(url, { language: 'en', now, ...options }))
}

const bin = fileURLToPath(new URL('../../../apps/parley/dist/bin.js', import.meta.url))

/** `parley doctor … --json`, as a program of its own. Rejects unless it ends with 0 or 1. */
export async function runDoctor(target: string, env: NodeJS.ProcessEnv = {}, cwd = '/'): Promise<readonly Printed[]> {
  const program = startProgram(['node', bin, 'doctor', target, '--json'], cwd, env)
  const code = await program.ended
  if (code !== 0 && code !== 1) throw new Error(`doctor ${target} ended with ${code}:\n${program.output}`)
  return (JSON.parse(program.output) as { findings: readonly Printed[] }).findings
}

/** `parley doctor FOLDER --fix` */
export function mendProject(dir: string): Promise<Mended> {
  return mendFolder(dir, { ...about(), output: 'ignore' })
}

export const askFolder = async (dir: string): Promise<Named> => toNamed(await examine(dir))
export const askAddress = async (url: string, options?: Partial<AddressOptions>): Promise<Named> =>
  toNamed(await probe(url, options))

function printed(report: Report): readonly Printed[] {
  return (JSON.parse(toJson(report)) as { findings: readonly Printed[] }).findings
}

function toNamed(found: readonly Printed[]): Named {
  const [first] = found
  return {
    codes: found.map(cause),
    text: found.map(({ code, what, evidence, fix }) => `${what} (${code}) ${evidence ?? ''} ${fix}`).join('\n'),
    lines: first?.lines ?? [],
    evidence: first?.evidence,
    fix: first?.fix,
  }
}

/** Where a Parley server explained itself, the doctor hands on its words, and its code at the end of the evidence. */
function cause({ code, evidence = '' }: Printed): string {
  const isHandedOn = code === 'probe/explained' || code === 'probe/refused-because'
  return isHandedOn ? (/[;|] (\S+)$/.exec(evidence)?.[1] ?? code) : code
}
