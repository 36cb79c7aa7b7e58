import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { lineOf, lineText, placeText } from '../show.ts'
import type { PageSocket } from '../sites/pages.ts'
import { isUnderProxy, viteProxyOf } from '../sites/vite-proxy.ts'
import type { Module } from '../source/module.ts'
import { error, type Facts, type ProjectFinding, type Rule, warning } from './rule.ts'

/** The addresses that pages open their WebSockets at. */
export const pageAddressRules: readonly Rule[] = [
  {
    codes: ['project/url-scheme-missing', 'project/url-http', 'project/url-fragment'],
    find: (facts) => facts.pages.sockets.flatMap((socket) => form(facts.project, socket)),
  },
  {
    codes: ['project/page-port'],
    after: ['project/syntax', 'project/url-scheme-missing', 'project/never-listens', 'project/port-taken-twice'],
    find: wrongPort,
  },
  {
    codes: ['project/page-path'],
    after: ['project/syntax', 'project/url-scheme-missing', 'project/plain-client-socketio'],
    find: wrongPath,
  },
]

/** What the address of a page is made of: `ws://‹location.host›/ws` and the like. */
interface Address {
  /** Undefined: the page's own. */
  readonly port: number | undefined
  readonly isOwnHost: boolean
  readonly isLocal: boolean
  /** Undefined: it cannot be told. */
  readonly path: string | undefined
}

function form(project: Project, { url, module, node }: PageSocket): ProjectFinding[] {
  if (url === undefined || url.startsWith('‹')) return []
  const at = placeText(project, module, node)
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const evidence = `${at}  ${before.trim()}`
  const mend = (said: string, wanted: string): { lines: string[]; repair?: Edit[] } => {
    const after = replaceInQuotes(before, said, wanted)
    return after === before
      ? mendElsewhere(module, said, wanted)
      : { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
  }
  if (/^(?:localhost|127\.0\.0\.1|\[::1\]|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/|$)/.test(url) && !/^\w+:\/\//.test(url)) {
    return [error('project/url-scheme-missing', { values: { at, url }, evidence, ...mend(url, `ws://${url}`) })]
  }
  if (/^https?:\/\//.test(url)) {
    return [
      warning('project/url-http', {
        values: { at, url: shownUrl(url) },
        evidence,
        ...mend(
          /^https?:\/\/[^‹]*/.exec(url)?.[0] ?? url,
          (/^https?:\/\/[^‹]*/.exec(url)?.[0] ?? url).replace(/^http/, 'ws'),
        ),
      }),
    ]
  }
  const [whole, fragment] = url.split('#')
  if (fragment !== undefined && !url.includes('‹')) {
    const ending = new RegExp(`#${fragment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=['"\`])`)
    const after = before.replace(ending, '')
    const mended: { lines: string[]; repair?: Edit[] } =
      after === before
        ? mend(url, whole ?? url)
        : { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
    return [error('project/url-fragment', { values: { at, fragment: `#${fragment}` }, evidence, ...mended })]
  }
  return []
}

function addressIn(url: string | undefined): Address | undefined {
  if (url === undefined || url.includes('#')) return undefined
  const own = /^(?:wss?:\/\/|‹[^›]*›\/\/)?‹location\.(?:host|origin)›(\/[^?]*)?/.exec(url)
  if (own !== null) return { port: undefined, isOwnHost: true, isLocal: true, path: pathIn(own[1]) }
  const found =
    /^(?:wss?:\/\/|https?:\/\/|‹[^›]*›(?::)?\/\/)(‹location\.hostname›|localhost|127\.0\.0\.1|\[::1\])(?::(\d+|‹[^›]*›))?(\/[^?]*)?/.exec(
      url,
    )
  if (found === null) return undefined
  const [, , port, path] = found
  if (port?.startsWith('‹')) return undefined
  return {
    port: port === undefined ? (url.startsWith('wss') ? 443 : 80) : Number(port),
    isOwnHost: false,
    isLocal: true,
    path: pathIn(path),
  }
}

function pathIn(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return '/'
  return path.includes('‹') ? undefined : path
}

function wrongPort({ project, sites, pages }: Facts): ProjectFinding[] {
  const ports = [
    ...sites.listens.map(({ port, isPortKnown }) => (isPortKnown ? port : undefined)),
    ...sites.attaches.filter(({ mode }) => mode === 'port').map(({ port }) => port),
  ]
  if (ports.length === 0 || ports.includes(undefined) || ports.includes(0)) return []
  const proxy = viteProxyOf(project)
  return pages.sockets.flatMap((socket): ProjectFinding[] => {
    const address = addressIn(socket.url)
    if (address?.port === undefined || [...ports, proxy?.port].includes(address.port)) return []
    const { module, node } = socket
    const at = placeText(project, module, node)
    const listen = sites.listens[0] ?? sites.attaches.find(({ mode }) => mode === 'port')
    const listenAt = listen === undefined ? '' : placeText(project, listen.module, listen.node)
    const right = String(ports[0])
    const own = `new WebSocket(\`ws://\${location.host}${address.path === '/' ? '' : (address.path ?? '/…')}\`)`
    const mends = mendUrl(socket, `:${address.port}`, `:${right}`, own)
    return [
      error('project/page-port', {
        values: { at, port: String(address.port), right },
        evidence: `${at}  ${lineText(module, node)} | ${listenAt}  ${listen === undefined ? '' : lineText(listen.module, listen.node)}`,
        ...mends,
      }),
    ]
  })
}

function wrongPath({ project, sites, pages }: Facts): ProjectFinding[] {
  const { attaches, upgrades } = sites
  const paths = attaches.map(({ path }) => path)
  // Any path, or one that cannot be told, or somebody who looks at it by hand.
  if (
    attaches.length === 0 ||
    upgrades.length > 0 ||
    paths.some((path) => path === undefined || path === null || path === '*')
  )
    return []
  const proxy = viteProxyOf(project)
  return pages.sockets.flatMap((socket): ProjectFinding[] => {
    const path = addressIn(socket.url)?.path
    if (path !== undefined && proxy?.entries.some((entry) => entry.isRewritten && isUnderProxy(path, entry))) return []
    const known = paths.map((each) => (each ?? '').replace(/\/$/, ''))
    if (path === undefined || known.some((each) => each === path.replace(/\/$/, ''))) return []
    // Socket.IO's own is no address for a plain WebSocket.
    const attach = attaches.find(({ library }) => library !== 'Socket.IO')
    if (attach === undefined) return []
    const right = attach.path ?? '/'
    const at = placeText(project, socket.module, socket.node)
    const attachAt = placeText(project, attach.module, attach.node)
    return [
      error('project/page-path', {
        values: { at, path, right, library: attach.library },
        evidence: `${at}  ${lineText(socket.module, socket.node)} | ${attachAt}  ${lineText(attach.module, attach.node)}`,
        ...mendPath(socket, path, right),
      }),
    ]
  })
}

/** `otherwise`: the line where what is said stands elsewhere, as in a constant. */
function mendUrl(
  { module, node }: PageSocket,
  said: string,
  wanted: string,
  otherwise: string,
): { lines: string[]; repair?: Edit[] } {
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const after = before.replace(said, wanted)
  return after === before
    ? { lines: [otherwise] }
    : { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
}

function mendPath(socket: PageSocket, path: string, right: string): { lines: string[]; repair?: Edit[] } {
  const { module, node } = socket
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const { url = '' } = socket
  const base = path === '/' ? url.replace(/\/$/, '') : url
  const literal = base.split(/‹[^›]*›/).at(-1) ?? ''
  const after =
    path === '/'
      ? literal === ''
        ? before.replace(/(location\.host\}?)(\/?)([`'"]?)/, (whole, host: string, _slash: string, quote: string) =>
            host.endsWith('}')
              ? `${host}${right}${quote}`
              : whole.includes("'") || whole.includes('"')
                ? whole
                : `${host} + '${right}'${quote}`,
          )
        : before.replace(literal, `${literal}${right}`).replace(`${right}/`, right)
      : before.replace(path, right)
  return after === before
    ? { lines: [`new WebSocket(\`ws://\${location.host}${right}\`)`] }
    : { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
}

/** The address stands in a variable: where it is written once, as a whole or from its first part on, that is the place. */
function mendElsewhere(module: Module, said: string, wanted: string): { lines: string[]; repair?: Edit[] } {
  const rows = module.parsed.text.split('\n')
  const quoted = new RegExp(`(['"\`])${said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\1`)
  const [first, ...others] = rows.flatMap((text, index) => (quoted.test(text) ? [{ text, line: index + 1 }] : []))
  if (first === undefined || others.length > 0) return { lines: [wanted] }
  const after = first.text.replace(quoted, (_, quote: string) => `${quote}${wanted}${quote}`)
  return {
    lines: [after.trim()],
    repair: [{ do: 'replace', file: module.path, line: first.line, before: first.text, after }],
  }
}

function replaceInQuotes(line: string, said: string, wanted: string): string {
  return line.includes(said) ? line.replace(said, wanted) : line
}

function shownUrl(url: string): string {
  return url.replaceAll(/‹([^›]*)›/g, '{$1}')
}
