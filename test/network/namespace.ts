// A second host on this machine: a network namespace, joined to ours by a pair of virtual cards.
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'

const tools = { ip: 'iproute2', nft: 'nftables' } as const

/** Which packets of the other host get lost. */
export type Loss = 'both ways' | 'to the host' | 'from the host' | 'the cable'

export interface Namespace {
  readonly name: string
  /** The address of our end, for a server to listen on. */
  readonly ourAddress: string
  readonly itsAddress: string
  /** From now on these packets are lost, and nobody is told. Returns when it holds. */
  lose(loss: Loss): void
  /** Nothing is lost any more. */
  mend(): void
}

let made = 0

/** A host of its own, until the test is over. Throws at once, with what to install, where there can be none. */
export function newNamespace(): Namespace {
  checkMachine()
  removeLeftOvers()
  const number = made++
  const name = `parley-${process.pid}-${number}`
  const [ourAddress, itsAddress] = addressesOf(number)
  // At most 15 characters. Both names say whose they are.
  const [ourCard, itsCard] = [`py${process.pid}a${number}`, `py${process.pid}b${number}`]
  ip('netns', 'add', name)
  onTestFinished(() => void ip('netns', 'delete', name))
  ip('link', 'add', ourCard, 'type', 'veth', 'peer', 'name', itsCard, 'netns', name)
  // Without this it would stay until TCP has given up on the last connection.
  onTestFinished(() => void ip('link', 'delete', ourCard))
  ip('address', 'add', `${ourAddress}/30`, 'dev', ourCard)
  ip('link', 'set', ourCard, 'up')
  inside(name, 'ip', 'address', 'add', `${itsAddress}/30`, 'dev', itsCard)
  inside(name, 'ip', 'link', 'set', itsCard, 'up')
  inside(name, 'ip', 'link', 'set', 'lo', 'up')
  // To addresses of ours on other cards.
  inside(name, 'ip', 'route', 'add', 'default', 'via', ourAddress)
  return {
    name,
    ourAddress,
    itsAddress,
    lose: (loss) => {
      if (loss === 'the cable') inside(name, 'ip', 'link', 'set', itsCard, 'down')
      else drop(name, loss)
    },
    mend: () => {
      inside(name, 'nft', 'flush', 'ruleset')
      inside(name, 'ip', 'link', 'set', itsCard, 'up')
      inside(name, 'ip', 'route', 'replace', 'default', 'via', ourAddress)
    },
  }
}

function drop(name: string, loss: Exclude<Loss, 'the cable'>): void {
  const rules = ['add table inet lost']
  const chain = (hook: string) =>
    rules.push(`add chain inet lost ${hook} { type filter hook ${hook} priority 0; policy drop; }`)
  if (loss !== 'from the host') chain('input')
  if (loss !== 'to the host') chain('output')
  inside(name, 'nft', rules.join('\n'))
}

/** From 198.18.0.0/15, which is kept for tests (RFC 2544): a net of four addresses for each. */
function addressesOf(number: number): readonly [string, string] {
  const net = ((process.pid * 8 + number) % 32_768) * 4
  const address = (host: number) => `198.${18 + (net >> 16)}.${(net >> 8) & 255}.${(net & 255) + host}`
  return [address(1), address(2)]
}

/** Of test runs that were killed before they could clean up. */
function removeLeftOvers(): void {
  const names = ip('netns', 'list').matchAll(/^parley-(\d+)-\d+/gm)
  for (const [name, pid] of names) if (!isRunning(Number(pid))) ip('netns', 'delete', name)
  const cards = ip('-o', 'link').matchAll(/ (py(\d+)a\d+)@/g)
  for (const [, card, pid] of cards) if (!isRunning(Number(pid))) ip('link', 'delete', card!)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function checkMachine(): void {
  const missing = Object.entries(tools).filter(([tool]) => !isThere(tool))
  const packages = missing.map(([, name]) => name).join(' ')
  const wants: string[] = []
  if (process.platform !== 'linux') wants.push('Linux, whose kernel has network namespaces')
  else if (missing.length > 0) wants.push(`programs that are missing: apt-get install -y ${packages}`)
  if (process.getuid?.() !== 0) wants.push('root, to make a network of its own: run it with sudo, or in a container')
  if (wants.length > 0) throw new Error(`This test cuts a real network and needs ${wants.join('; and ')}.`)
}

function isThere(tool: string): boolean {
  return [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function ip(...args: string[]): string {
  return run('ip', args)
}

function inside(name: string, ...command: string[]): void {
  ip('netns', 'exec', name, ...command)
}

function run(command: string, args: readonly string[]): string {
  const PATH = `${process.env.PATH}:/usr/sbin:/sbin`
  return execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, PATH }, timeout: 10_000 })
}
