import type { Edit } from '../../repair/edit.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import { isUnderProxy, type ProxyEntry, proxiedPath, type ViteProxy, viteProxyOf } from '../sites/vite-proxy.ts'
import type { Node } from '../source/parse.ts'
import { textOf } from '../source/scopes.ts'
import { textIn } from '../values/value.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What stands between a page and its server while one develops with Vite. */
export const viteRules: readonly Rule[] = [
  { codes: ['project/proxy-without-ws'], after: ['project/syntax'], find: withoutSockets },
]

/** A path at which a page opens a WebSocket, and where that can be seen. */
interface Carried {
  readonly path: string
  readonly seen: string | undefined
}

const ownPath = '/parley'

function withoutSockets(facts: Facts): ProjectFinding[] {
  const { project } = facts
  const proxy = viteProxyOf(project)
  if (proxy === undefined) return []
  const carried = [...fromPages(facts, proxy), ...fromParley(facts, proxy)]
  const seenEntries = new Set<ProxyEntry>()
  return carried.flatMap(({ path, seen }): ProjectFinding[] => {
    const asked = proxy.entries.filter((entry) => isUnderProxy(path, entry))
    const [entry] = asked
    // Vite takes the first that lets WebSockets through.
    if (entry === undefined || asked.some(({ takesSockets }) => takesSockets !== false)) return []
    if (seenEntries.has(entry)) return []
    seenEntries.add(entry)
    const at = placeText(project, entry.module, entry.property)
    const evidence = `${at}  ${lineText(entry.module, entry.property)}${seen === undefined ? '' : ` | ${seen}`}`
    return [error('project/proxy-without-ws', { values: { at, path, key: entry.key }, evidence, ...mends(entry) })]
  })
}

function fromPages({ project, pages }: Facts, proxy: ViteProxy): Carried[] {
  return pages.sockets.flatMap(({ url, module, node }) => {
    const path = proxiedPath(url, proxy)
    const seen = `${placeText(project, module, node)}  ${lineText(module, node)}`
    return path === undefined ? [] : [{ path, seen }]
  })
}

/** Parley's own client, its elements, and an entry that is there for nothing else. */
function fromParley({ project, pages }: Facts, proxy: ViteProxy): Carried[] {
  const calls = pages.modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope }): Carried[] => {
      const value = pages.valueOf({ module, node, scope })
      if (value.is !== 'thing' || value.made?.node !== node || value.path !== '@parley/client.connect()') return []
      const [first] = node.arguments as readonly Node[]
      const url = first === undefined ? ownPath : textIn(pages.valueOf({ module, node: first, scope }))
      const path = proxiedPath(url, proxy)
      const seen = `${placeText(project, module, node)}  ${lineText(module, node)}`
      return path === undefined ? [] : [{ path: path === '/' ? ownPath : path, seen }]
    }),
  )
  const elements = pages.pages.flatMap(({ path: file, elements: all }) =>
    all.flatMap(({ name, line, url }) => {
      const path = proxiedPath(url ?? ownPath, proxy)
      return path === undefined ? [] : [{ path, seen: `${project.shown(file)}:${line}  <${name}>` }]
    }),
  )
  const named = proxy.entries.some(({ key }) => key.replace(/^\^|[/$]+$/g, '') === ownPath)
  return [...calls, ...elements, ...(named ? [{ path: ownPath, seen: undefined }] : [])]
}

/** `ws: true` in the entry, which becomes an object where it is a text. */
function mends({ module, property, isText, target = '' }: ProxyEntry): { lines: string[]; repair?: Edit[] } {
  const value = property.value as Node
  const { text, lineAt } = module.parsed
  const edit = (from: number, to: number, said: string): { lines: string[]; repair: Edit[] } => {
    const line = lineAt(from)
    const before = lineOf(text, line)
    const column = from - (text.lastIndexOf('\n', from - 1) + 1)
    const after = `${before.slice(0, column)}${said}${before.slice(column + to - from)}`
    return { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
  }
  if (value.type !== 'ObjectExpression') {
    // A text also says changeOrigin: another host may need it, and here it would make every page a foreign one.
    const isHere = /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(target)
    const own = codeText(module, value, 1000)
    const whole = `target: ${own}${isHere ? '' : ', changeOrigin: true'}`
    const mended = edit(value.start, value.end, `{ ${isText ? whole : `...${own}`}, ws: true }`)
    return lineAt(value.start) === lineAt(value.end) ? mended : { lines: ['ws: true'] }
  }
  const last = value.properties.at(-1) as Node | undefined
  if (last === undefined) return { lines: ['ws: true'] }
  const said = value.properties.find((each) => each.type === 'Property' && textOf(each.key as Node) === 'ws')
  if (said !== undefined) return edit(said.start, said.end, 'ws: true')
  if (lineAt(last.start) !== lineAt(value.start)) {
    const line = lineAt(last.start)
    const before = lineOf(text, line)
    const indent = /^\s*/.exec(before)?.[0] ?? ''
    const repair: Edit[] = [{ do: 'replace', file: module.path, line, before, after: `${indent}ws: true,\n${before}` }]
    return { lines: ['ws: true,'], repair }
  }
  return edit(last.end, last.end, ', ws: true')
}
