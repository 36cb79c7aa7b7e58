import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A program of this machine that listens on a port. */
export interface Listener {
  readonly port: number
  /** `0.0.0.0`, `127.0.0.1`, `::` … */
  readonly ip: string
  readonly pid: number | undefined
  /** `node`. */
  readonly program: string | undefined
}

/** Who listens where, as Linux tells; nothing on other systems. Of processes of others only the port is known. */
export function listenersHere(proc = '/proc'): readonly Listener[] {
  const sockets = ['tcp', 'tcp6'].flatMap((name) => listeningSockets(read(`${proc}/net/${name}`)))
  if (sockets.length === 0) return []
  const owners = ownersOf(proc, new Set(sockets.map(({ inode }) => inode)))
  return sockets.map(({ port, ip, inode }) => {
    const pid = owners.get(inode)
    const program = pid === undefined ? undefined : read(`${proc}/${pid}/comm`).trim() || undefined
    return { port, ip, pid, program }
  })
}

/** The lines of /proc/net/tcp and tcp6 whose state is LISTEN. */
export function listeningSockets(
  table: string,
): { readonly port: number; readonly ip: string; readonly inode: string }[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    const [hex = '', port = ''] = local.split(':')
    return state === '0A' ? [{ port: Number.parseInt(port, 16), ip: ipOf(hex), inode }] : []
  })
}

/** Linux writes addresses as words of this machine's byte order. */
function ipOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)))
  if (bytes.length === 4) return bytes.join('.')
  if (bytes.every((byte) => byte === 0)) return '::'
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return '::1'
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':')
}

function ownersOf(proc: string, inodes: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>()
  for (const pid of names(proc).filter((name) => /^\d+$/.test(name))) {
    for (const fd of names(`${proc}/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`${proc}/${pid}/fd/${fd}`))?.[1]
      if (inode !== undefined && inodes.has(inode)) found.set(inode, Number(pid))
    }
  }
  return found
}

/** The folder that a process was started in; undefined where that cannot be known. */
export function folderOfProcess(pid: number, proc = '/proc'): string | undefined {
  return link(`${proc}/${pid}/cwd`) || undefined
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function link(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}
