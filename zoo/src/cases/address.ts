import type { AddressOptions } from '@parley/doctor'
import { askClient } from '../ask/client.ts'
import { askAddress } from '../ask/doctor.ts'
import { said } from '../ask/said.ts'
import type { BrokenCase, Named } from '../case.ts'
import { failure, NotBroken, type TalkOptions, talk } from '../look/talk.ts'
import type { Site } from '../site/site.ts'

/** An address that cannot be talked to. */
export interface AddressCase {
  readonly row: string
  readonly title: string
  /** @default 'doctor url' */
  readonly ask?: 'doctor url' | 'attach' | 'page'
  readonly codes: readonly string[]
  build(site: Site): void
  start(site: Site): Promise<unknown>
  /** What somebody tries. */
  url(site: Site): string
  readonly symptom: RegExp
  readonly talk?: TalkOptions
  /** Another way to see it. */
  readonly see?: (site: Site, url: string) => Promise<string>
  /** Further options of the doctor. */
  readonly options?: Partial<AddressOptions>
  /** Does what was printed. Where it is the address that changes, it returns the new one. */
  readonly fix?: (site: Site, named: Named) => unknown
  readonly check?: (site: Site, url: string) => Promise<void>
  readonly noClient?: boolean
  /** Another way to ask. */
  readonly name?: (site: Site) => Promise<Named>
}

export function address(it: AddressCase): BrokenCase {
  const { row, title, ask = 'doctor url', codes, fix } = it
  const mended = new WeakMap<Site, string>()
  const urlOf = (site: Site) => mended.get(site) ?? it.url(site)
  return {
    row,
    title,
    ask,
    codes,
    variants: 1,
    build: (site) => it.build(site),
    async symptom(site) {
      await it.start(site)
      const seen = await (it.see?.(site, urlOf(site)) ?? failure(urlOf(site), it.talk))
      const found = it.symptom.exec(seen)
      if (found === null) throw new NotBroken(`it does not look like ${it.symptom}:\n${seen}\n${site.output}`)
      return found[0]
    },
    name(site) {
      if (it.name) return it.name(site)
      if (ask === 'attach') return said(site)
      if (ask === 'page') return askClient(urlOf(site))
      return askAddress(urlOf(site), it.options)
    },
    ...(it.noClient ? {} : { clientAt: urlOf }),
    ...(fix === undefined
      ? {}
      : {
          fix: async (site, named) => {
            const url = await fix(site, named)
            if (typeof url === 'string') mended.set(site, url)
          },
        }),
    async works(site) {
      await it.start(site)
      await (it.check?.(site, urlOf(site)) ?? talk(urlOf(site), it.talk))
    },
  }
}

/** The address that was printed: in the lines to paste, or else in the sentence. */
export function printedAddress({ lines, fix = '' }: Named): string {
  const found = /wss?:\/\/[^\s'"`)<>]+/.exec([...lines, fix].join('\n'))
  if (found === null) throw new Error(`no address is printed: ${[...lines, fix].join('\n')}`)
  return found[0].replace(/[.,]$/, '')
}

/** The directives of nginx that were printed: as lines to paste, or in the sentence. */
function printedDirectives({ lines, fix = '' }: Named): readonly string[] {
  const written = lines.filter((line) => /^proxy_\w+ .*;$/.test(line))
  return written.length > 0 ? written : (fix.match(/proxy_\w+ [^;]*;/g) ?? [])
}

/** Pastes what was printed into the location, and nothing else; a directive that stands there already gives way. */
export function pasteIntoLocation(site: Site, named: Named): void {
  const directives = printedDirectives(named)
  if (directives.length === 0) throw new Error(`no directives are printed: ${named.text}`)
  const nameOf = (line: string) =>
    line
      .trim()
      .split(/\s+/, line.includes('proxy_set_header') ? 2 : 1)
      .join(' ')
  const names = directives.map(nameOf)
  const kept = site
    .read('nginx.conf')
    .split('\n')
    .filter((line) => !names.includes(nameOf(line)))
  const at = kept.findIndex((line) => line.includes('proxy_pass'))
  site.write({ 'nginx.conf': kept.toSpliced(at + 1, 0, ...directives).join('\n') })
}

/** Pastes the directives of Apache that were printed above all others of the kind, as it says. */
export function pasteAboveProxyPass(site: Site, { lines, fix = '' }: Named): void {
  const directives = [...lines, fix]
    .join('\n')
    .match(/ProxyPass "[^"]*" "[^"]*" upgrade=websocket|ProxyPreserveHost On/g)
  if (directives === null) throw new Error(`no directives are printed: ${fix}`)
  const rows = site.read('apache.conf').split('\n')
  const at = rows.findIndex((line) => /^\s*ProxyPass /.test(line))
  site.write({ 'apache.conf': rows.toSpliced(at, 0, ...directives).join('\n') })
}
