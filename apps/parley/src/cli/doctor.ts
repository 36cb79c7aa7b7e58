import { statSync } from 'node:fs'
import path from 'node:path'
import type { Writable } from 'node:stream'
import {
  diagnoseAddress,
  diagnoseRunning,
  exitCodeOf,
  type Mended,
  mendFolder,
  readAddress,
  toJson,
  toMendedText,
  toReportText,
} from '@parley/doctor'
import { type DoctorOptions, isAddress } from './doctor-options.ts'

/** Runs `parley doctor` and returns its exit code: 0 nothing to mend, 1 something, 2 wrong use. Rejects where it fails itself, which is 3. */
export async function runDoctor(options: DoctorOptions, output: Writable & { isTTY?: boolean }): Promise<number> {
  const { target = '.', json, fix, language } = options
  const report = isAddress(target) ? await probed(target, options) : await examined(target, options)
  if (typeof report === 'string') {
    output.write(`parley doctor: ${report}\n`)
    return 2
  }
  const hasColour = output.isTTY === true && !process.env.NO_COLOR
  const { applied } = report
  if (!json && applied.length > 0) output.write(`${toMendedText(applied, language)}\n`)
  output.write(
    json ? `${toJson(report.report, applied)}\n` : toReportText(report.report, { hasColour, offersFix: !fix }),
  )
  return exitCodeOf(report.report)
}

const now = () => performance.now()

async function probed(target: string, { language, through, idle, echo }: DoctorOptions): Promise<Mended | string> {
  const wrong = [target, ...(through === undefined ? [] : [through])].find((each) => readAddress(each) === undefined)
  if (wrong !== undefined) return `"${wrong}" is no address; one looks like ws://localhost:3000/parley`
  const idleMs = idle ? true : undefined
  return { applied: [], report: await diagnoseAddress(target, { language, now, through, idleMs, says: echo }) }
}

async function examined(target: string, { language, fix, json }: DoctorOptions): Promise<Mended | string> {
  const found = statSync(target, { throwIfNoEntry: false })
  if (found === undefined) return `there is no folder ${target}`
  if (!found.isDirectory())
    return `${target} is a file; name the folder of its project: parley doctor ${path.dirname(target)}`
  const folder = path.resolve(target).replaceAll(path.sep, '/')
  const programFolders = (process.env.PATH ?? '').split(path.delimiter)
  const about = { language, nodeVersion: process.versions.node, programFolders, now }
  if (fix) return mendFolder(folder, { ...about, output: json ? 'ignore' : 'inherit' })
  return { applied: [], report: await diagnoseRunning(folder, about) }
}
