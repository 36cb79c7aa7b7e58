import type { Files } from '../bases/generated.ts'
import { manifest } from '../bases/manifest.ts'
import type { HealthyCase } from '../case.ts'
import { type TalkOptions, talk } from '../look/talk.ts'
import type { Program } from '../site/program.ts'
import type { Site } from '../site/site.ts'

export interface App {
  readonly title: string
  /** What it needs from npm. */
  readonly needs: readonly string[]
  /** More of package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>
  readonly files: (site: Site) => Files
  /** @default ['node', 'server.js'] */
  readonly command?: readonly [string, ...string[]]
  /** @default '/parley' */
  readonly path?: string
  readonly scheme?: 'ws' | 'wss'
  readonly host?: string
  readonly talk?: TalkOptions
  readonly before?: (site: Site) => void
  readonly front?: (site: Site) => Promise<Program>
  /** Warnings that are true of it. */
  readonly warnings?: readonly string[]
  readonly check?: (site: Site) => Promise<void>
  /** Of the doctor. */
  readonly env?: NodeJS.ProcessEnv
}

/** An app that is right. */
export function app(it: App): HealthyCase {
  const { title, needs, path = '/parley', scheme = 'ws', host = 'localhost', command = ['node', 'server.js'] } = it
  const urlOf = (site: Site) => `${scheme}://${host}:${it.front ? site.front : site.port}${path}`
  return {
    title,
    warnings: it.warnings ?? [],
    ...(it.env ? { env: it.env } : {}),
    build(site) {
      it.before?.(site)
      site.write({
        'package.json': manifest(needs, { scripts: { start: command.join(' ') }, ...it.manifest }),
        ...it.files(site),
      })
      site.install(needs)
    },
    async start(site) {
      const program = await site.start(command, site.port)
      if (program.hasEnded) throw new Error(`it ends:\n${program.output}`)
      await it.front?.(site)
      return urlOf(site)
    },
    works: async (site) => {
      await talk(urlOf(site), it.talk)
      await it.check?.(site)
    },
  }
}

/** Parley's plain sockets, as an option of attach. */
export const echo = "onSocket: (socket) => socket.on('message', (text) => socket.send(text))"
