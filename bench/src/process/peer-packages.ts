import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The C++ engine and Bun weigh 217 MB, so they are no dependencies of the workspace: they have a package.json and a lock
 * file of their own, and are installed when somebody wants to be compared with them.
 */
const folder = fileURLToPath(new URL('../../peers', import.meta.url))
const installTimeoutMs = 300_000

export function uwsBinary(): string {
  const { platform, arch, versions } = process
  const file = `uws_${platform}_${arch}_${versions.modules}.node`
  return join(folder, 'node_modules/@trufflesuite/uws-js-unofficial/binaries', file)
}

export function bunBinary(): string {
  return join(folder, `node_modules/@oven/bun-${process.platform}-${process.arch}/bin/bun`)
}

/** Which of the two can take part, after installing them if they are missing; says what it does and why not. */
export function preparePeers(): { readonly uws: boolean; readonly bun: boolean } {
  if (!existsSync(join(folder, 'node_modules'))) install()
  const peers = { uws: existsSync(uwsBinary()), bun: existsSync(bunBinary()) }
  if (!peers.uws) console.log(`Without the C++ engine: there is no binary of it for ${nodeHere()} in bench/peers.`)
  if (!peers.bun) console.log(`Without Bun: there is none for ${process.platform} ${process.arch} in bench/peers.`)
  return peers
}

/** Versions as installed, for the head of the report. */
export function peerVersions(): Record<string, string> {
  const packages = { 'uws-js-unofficial': '@trufflesuite/uws-js-unofficial', bun: '@oven/bun-linux-x64' }
  const versions: Record<string, string> = {}
  for (const [name, path] of Object.entries(packages)) {
    const file = join(folder, 'node_modules', path, 'package.json')
    if (existsSync(file)) versions[name] = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
  }
  return versions
}

function install(): void {
  const command = ['npm', 'install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']
  console.log('Installing the C++ engine and Bun into bench/peers, 217 MB, once. `--peers no` goes without them.')
  const [npm = '', ...args] = command
  const { status, error } = spawnSync(npm, args, { stdio: 'inherit', timeout: installTimeoutMs })
  if (status === 0) return
  const why = error?.message ?? `npm ended with ${status}`
  console.log(`That failed (${why}), so this run goes without them. To try it apart: ${command.join(' ')}`)
}

function nodeHere(): string {
  return `Node ${process.version} on ${process.platform} ${process.arch}`
}
