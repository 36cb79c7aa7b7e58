import { askAddress, askFolder } from '../ask/doctor.ts'
import { said } from '../ask/said.ts'
import type { Files } from '../bases/generated.ts'
import type { BrokenCase } from '../case.ts'
import { mend } from '../fix/mend.ts'
import { failure, NotBroken, type TalkOptions, talk } from '../look/talk.ts'
import type { Site } from '../site/site.ts'

/** One way to make a mistake. */
export interface Style {
  readonly files: Files
  /** @default ['node', 'server.js'] */
  readonly command?: readonly [string, ...string[]]
  /** Where the WebSocket would be, if not where the case says. */
  readonly path?: string
  /** Replaces the case's. */
  readonly installed?: readonly string[]
  /** What somebody sees of it, if other than the case says. */
  readonly symptom?: RegExp
}

/** A project in a folder, with a server that does not work as it is. */
export interface ProjectCase {
  readonly row: string
  readonly title: string
  /** @default 'doctor folder' */
  readonly ask?: 'doctor folder' | 'doctor url' | 'attach'
  readonly codes: readonly string[]
  /** What `npm install` has put into node_modules. */
  readonly installed: readonly string[]
  /** The first is the case, the others are held out. They get the port to write into their sources. */
  readonly styles: readonly ((site: Site) => Style)[]
  /** In what the program says, or in what a client that tries it sees. */
  readonly symptom: RegExp
  readonly env?: NodeJS.ProcessEnv
  readonly talk?: TalkOptions
  /** Where the WebSocket would be, where a style says nothing of it. @default '/' */
  readonly path?: string
  /** Another way to see it. */
  readonly see?: (site: Site, style: Style) => Promise<string>
  /** Another way to see that it works. */
  readonly check?: (site: Site, style: Style) => Promise<void>
  /** Whether there is nothing for our client to try. */
  readonly noClient?: boolean
  /** Nothing that a machine could do. */
  readonly noFix?: boolean
}

export function project(it: ProjectCase): BrokenCase {
  const { row, title, codes, ask = 'doctor folder', installed, env } = it
  const styleOf = (site: Site, variant: number) => it.styles[variant]!(site)
  const urlOf = (site: Site, { path = it.path ?? '/' }: Style) => `ws://localhost:${site.port}${path}`
  const start = (site: Site, { command = ['node', 'server.js'] }: Style) => site.start(command, site.port, env)
  return {
    row,
    title,
    ask,
    codes,
    variants: it.styles.length,
    build(site, variant) {
      const style = styleOf(site, variant)
      site.write(style.files)
      site.install(style.installed ?? installed)
    },
    async symptom(site, variant) {
      const style = styleOf(site, variant)
      const program = await start(site, style)
      const seen = it.see
        ? await it.see(site, style)
        : program.hasEnded
          ? ''
          : await failure(urlOf(site, style), it.talk)
      const all = `${seen}\n${site.output}`
      const found = (style.symptom ?? it.symptom).exec(all)
      if (found === null) throw new NotBroken(`it does not look like ${style.symptom ?? it.symptom}:\n${all}`)
      return found[0]
    },
    name(site, variant) {
      if (ask === 'attach') return said(site)
      return ask === 'doctor url' ? askAddress(urlOf(site, styleOf(site, variant))) : askFolder(site.dir)
    },
    ...(it.noClient ? {} : { clientAt: (site) => urlOf(site, styleOf(site, 0)) }),
    ...(it.noFix ? {} : { fix: (site, named) => mend(site, named, ask) }),
    async works(site, variant) {
      const style = styleOf(site, variant)
      const program = await start(site, style)
      if (program.hasEnded) throw new Error(`the program ends:\n${program.output}`)
      await (it.check ? it.check(site, style) : talk(urlOf(site, style), it.talk))
    },
  }
}
