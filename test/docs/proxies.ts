// The real proxies in front of an app, with the lines of a guide in the least around them that makes them start.
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { newFolder } from '../spawn-server.ts'

export type ProxyName = 'nginx' | 'haproxy' | 'apache'

const programs = { nginx: 'nginx', haproxy: 'haproxy', apache: 'apache2' } as const

/** Where the program is; `undefined` if it is not installed. */
export function proxyPath(name: ProxyName): string | undefined {
  const places = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return places.map((place) => path.join(place, programs[name])).find(isProgram)
}

/** Starts a proxy that has these lines of a guide, at a port of its own in place of 80, in front of `appPort` in place of 3000. */
export async function startProxy(name: ProxyName, lines: string, appPort: number): Promise<number> {
  const folder = newFolder()
  const port = await freePort()
  const here = lines
    .replace(/127\.0\.0\.1:3000/g, `127.0.0.1:${appPort}`)
    .replace(/^( *listen) 80;/m, `$1 127.0.0.1:${port};`)
    .replace(/^( *bind) :80$/m, `$1 127.0.0.1:${port}`)
    .replace('<VirtualHost *:80>', `<VirtualHost 127.0.0.1:${port}>`)
  const file = path.join(folder, 'proxy.conf')
  writeFileSync(file, `${around[name](folder, port, here)}\n`)
  const program = proxyPath(name)
  if (program === undefined) throw new Error(`There is no ${programs[name]}: apt-get install ${programs[name]}`)
  const child = spawn(program, argumentsOf(name, file), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await Promise.race([
    listening(port),
    ended.then(() => {
      throw new Error(`${name} does not start:\n${said}\n${here}`)
    }),
  ])
  return port
}

const around: Readonly<Record<ProxyName, (folder: string, port: number, lines: string) => string>> = {
  nginx: (folder, _port, lines) => {
    const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    const places = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n')
    return `daemon off;\nmaster_process off;\npid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${places}\n${lines}\n}`
  },
  haproxy: (_folder, _port, lines) => lines,
  apache: (folder, port, lines) => {
    mkdirSync(path.join(folder, 'logs'))
    const modules = ['mpm_event', 'authz_core', 'headers', 'proxy', 'proxy_http']
    const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')
    // As root it wants to become somebody else.
    const user = process.getuid?.() === 0 ? 'User www-data\nGroup www-data\n' : ''
    return `${load}\n${user}ServerName localhost\nServerRoot ${folder}\nDefaultRuntimeDir ${folder}\nPidFile ${folder}/apache.pid\nErrorLog ${folder}/error.log\nListen 127.0.0.1:${port}\n${lines}`
  },
}

function argumentsOf(name: ProxyName, file: string): string[] {
  if (name === 'nginx') return ['-e', 'stderr', '-p', path.dirname(file), '-c', file]
  return name === 'haproxy' ? ['-db', '-q', '-f', file] : ['-X', '-f', file]
}

/** Resolves when somebody takes connections there. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('connect', () => socket.destroy() && resolve(true)).on('error', () => resolve(false))
    })
    if (isThere) return
    // A program that is not ours says nothing when it is ready.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
