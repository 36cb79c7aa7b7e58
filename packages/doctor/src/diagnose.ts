import { realpathSync } from 'node:fs'
import type { Language } from '@parley/diagnosis'
import { diagnoseAddress } from './diagnose-address.ts'
import { folderOfProcess, type Listener, listenersHere } from './probe/listeners.ts'
import { type Examined, examine } from './project/examine.ts'
import { DiskFiles } from './project/files/disk-files.ts'
import { projectSteps } from './report/project-steps.ts'
import type { Report, Step } from './report/report.ts'

/** What stays the same whatever is looked at. */
export interface DiagnoseOptions {
  readonly language: Language
  /** Node's version, `20.19.1`. */
  readonly nodeVersion: string
  /** Folders where programs are, as PATH lists them. */
  readonly programFolders: readonly string[]
  /** Milliseconds, from any beginning. */
  readonly now: () => number
  /** How long all of it may take, in milliseconds. @default 3000 */
  readonly withinMs?: number
}

/** Reading files leaves this much for what comes after. */
const readingShare = 0.6

/** Looks at the project in a folder. */
export function diagnoseFolder(folder: string, options: DiagnoseOptions): { report: Report; examined: Examined } {
  const { language, nodeVersion, programFolders, now, withinMs = 3000 } = options
  const began = now()
  const until = began + withinMs * readingShare
  const examined = examine(new DiskFiles(), folder, { nodeVersion, programFolders, now, until })
  const { findings } = examined
  const report = { target: folder, language, ms: Math.round(now() - began), findings, steps: projectSteps(examined) }
  return { report, examined }
}

/** The same, and where a server of this folder runs, its WebSockets too. */
export async function diagnoseRunning(folder: string, options: DiagnoseOptions): Promise<Report> {
  const { withinMs = 3000, language, now } = options
  const { report, examined } = diagnoseFolder(folder, options)
  const running = runningIn(realFolder(folder), listenersHere(), folderOfProcess)
  const ports = examined.sites.listens.flatMap(({ port }) => port ?? [])
  // Beside it a dev server may run in the same folder, which is none of this.
  const listener = running.find(({ port }) => ports.includes(port)) ?? (running.length === 1 ? running[0] : undefined)
  if (listener === undefined) return report
  const detail = `${listener.program ?? ''} ${listener.pid ?? ''} :${listener.port}`.trim()
  const steps: Step[] = [...report.steps, { name: 'process', state: 'ok', detail }]
  const paths = examined.sites.attaches.flatMap(({ path, library }) =>
    path === null || library === 'Socket.IO' ? [] : [path ?? '/'],
  )
  // Where the files say of no WebSocket, none is missed.
  if (paths.length === 0 || report.findings.some(({ severity }) => severity === 'error')) return { ...report, steps }
  const host =
    listener.ip.includes(':') && listener.ip !== '::'
      ? `[${listener.ip}]`
      : listener.ip === '::' || listener.ip === '0.0.0.0'
        ? 'localhost'
        : listener.ip
  const isSecure = examined.sites.made.some(({ path }) => /^https|http2\.createSecure/.test(path))
  const address = `${isSecure ? 'wss' : 'ws'}://${host}:${listener.port}${paths[0]}`
  const left = Math.max(500, withinMs - report.ms)
  const probed = await diagnoseAddress(address, { language, now, withinMs: left, knownPaths: paths })
  return {
    ...report,
    ms: report.ms + probed.ms,
    findings: [...report.findings, ...probed.findings],
    steps: [...steps, ...probed.steps],
  }
}

/** Listening processes that were started in a folder, or below it. */
function runningIn(
  folder: string,
  listeners: readonly Listener[],
  folderOf: (pid: number) => string | undefined,
): Listener[] {
  return listeners.filter(({ pid, port }) => {
    const at = pid === undefined ? undefined : folderOf(pid)
    return port !== 9229 && at !== undefined && (at === folder || at.startsWith(`${folder}/`))
  })
}

/** As Linux names the folder of a process: without links. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
