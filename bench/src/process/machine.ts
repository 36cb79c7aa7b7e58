import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { canPin } from './children.ts'
import { peerVersions } from './peer-packages.ts'

export interface Machine {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly kernel: string
  readonly node: string
  readonly dataFileSystem: string
  readonly packages: Readonly<Record<string, string>>
  readonly pinned: boolean
  /** Others at work on the machine make every figure worse; this says how many were before the run. */
  readonly loadBefore: number
}

export function describeMachine(dataFolder: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 16),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: process.version,
    dataFileSystem: fileSystemOf(dataFolder),
    packages: {
      ...Object.fromEntries(['ws', 'socket.io', 'libsql'].map((name) => [name, versionOf(name)])),
      ...peerVersions(),
    },
    pinned: canPin,
    loadBefore: loadavg()[0] ?? Number.NaN,
  }
}

export function printMachine(machine: Machine): void {
  const { packages, pinned } = machine
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`)
  console.log(`${machine.date}  ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.kernel}`)
  console.log(`Node ${machine.node}, ${versions.join(', ')}; data on ${machine.dataFileSystem}`)
  console.log(
    `${pinned ? 'server pinned to core 0, load to core 1' : 'NOT pinned'}; load average before: ${machine.loadBefore.toFixed(2)}`,
  )
  if (machine.loadBefore > 0.5) console.log('Something else is running here: expect worse and wider figures.')
  if (machine.dataFileSystem === 'tmpfs') console.log('tmpfs keeps nothing: fsync costs nothing here.')
}

const fileSystems: Readonly<Record<number, string>> = {
  61267: 'ext4',
  16914836: 'tmpfs',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlay',
  801189825: 'zfs',
  1702057286: 'f2fs',
}

function fileSystemOf(folder: string): string {
  const { type: magic } = statfsSync(folder)
  return fileSystems[magic] ?? `file system 0x${magic.toString(16)}`
}

/** Read from the file: not every package exports its package.json. */
function versionOf(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? []
  const file = folders.map((folder) => join(folder, name, 'package.json')).find((path) => existsSync(path))
  if (file === undefined) return 'not found'
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
