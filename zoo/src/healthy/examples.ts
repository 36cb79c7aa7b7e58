// The examples of this repository, as they are.
import { fileURLToPath } from 'node:url'
import type { HealthyCase } from '../case.ts'
import { talk } from '../look/talk.ts'
import type { Site } from '../site/site.ts'

const folderOf = (name: string) => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url))

interface Example {
  readonly name: string
  readonly main?: string
  readonly path?: string
  readonly scheme?: 'ws' | 'wss'
  /** What a channel's server answers in its own protocol. */
  readonly first?: string
}

/** Said to a server of channels; it answers with a welcome. */
const hello = JSON.stringify({ type: 'hello', protocol: 1 })

function example({ name, main = 'server.js', path = '/parley', scheme = 'ws', first }: Example): HealthyCase {
  const urlOf = (site: Site) => `${scheme}://localhost:${site.port}${path}`
  return {
    title: `examples/${name}`,
    warnings: [],
    folder: folderOf(name),
    build: () => {},
    async start(site) {
      const env = { PARLEY_DATA: `${site.dir}/parley.db` }
      const program = await site.start(['node', `${folderOf(name)}/${main}`], site.port, env)
      if (program.hasEnded) throw new Error(`it ends:\n${program.output}`)
      return urlOf(site)
    },
    works: (site) =>
      talk(urlOf(site), first === undefined ? {} : { first, answer: /"type":"welcome"/, trusting: true }),
  }
}

export const examples: readonly HealthyCase[] = [
  example({ name: 'express-generator', main: 'bin/www', first: hello }),
  example({ name: 'fastify', first: hello }),
  example({ name: 'node-http', first: hello }),
  example({ name: 'no-library', first: hello }),
  example({ name: 'bare-sockets', path: '/socket' }),
]
