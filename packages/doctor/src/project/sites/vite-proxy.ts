import { joinPath } from '../files/files.ts'
import type { Project } from '../read-project.ts'
import { type Module, readModule } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { textOf } from '../source/scopes.ts'
import { numberIn, textIn, type Value } from '../values/value.ts'

type PropertyNode = Extract<Node, { type: 'Property' }>

/** One line of `server.proxy` in a configuration of Vite. */
export interface ProxyEntry {
  readonly module: Module
  readonly property: PropertyNode
  /** The beginning of paths, or a pattern of them that begins with `^`. */
  readonly key: string
  readonly target: string | undefined
  /** The target alone stands there. */
  readonly isText: boolean
  /** The path changes on the way. */
  readonly isRewritten: boolean
  /** Undefined: it cannot be told. */
  readonly takesSockets: boolean | undefined
}

export interface ViteProxy {
  readonly entries: readonly ProxyEntry[]
  /** Where pages come from while one develops. */
  readonly port: number
}

const names = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'].map((ending) => `vite.config.${ending}`)
const defaultPort = 5173

/** The proxy that Vite puts before a server; undefined where there is none, or where not all of it can be told. */
export function viteProxyOf(project: Project): ViteProxy | undefined {
  const { files, folder, evaluator } = project
  const path = names.map((name) => joinPath(folder, name)).find((each) => files.kindOf(each) === 'file')
  const module = path === undefined ? undefined : readModule(files, path, project.manifestOf(path)?.type)
  if (module === undefined || module.parsed.fault !== undefined) return undefined
  const server = evaluator.propertyOf(configOf(project, evaluator.exportOf(module, 'default')), 'server')
  const proxy = evaluator.propertyOf(server, 'proxy')
  if (proxy.is !== 'object') return undefined
  const entries = proxy.node.properties.map((each) => entryOf(project, proxy, each as Node))
  const known = entries.filter((entry) => entry !== undefined)
  if (known.length < entries.length) return undefined
  return { entries: known, port: numberIn(evaluator.propertyOf(server, 'port')) ?? defaultPort }
}

/** Whether Vite looks at that entry for a path. */
export function isUnderProxy(path: string, { key }: ProxyEntry): boolean {
  if (!key.startsWith('^')) return path.startsWith(key)
  try {
    return new RegExp(key).test(path)
  } catch {
    return false
  }
}

/** The path of an address that leads to where the page came from, as far as it is known. */
export function proxiedPath(url: string | undefined, { port }: ViteProxy): string | undefined {
  if (url === undefined) return undefined
  const own = /^(?:wss?:\/\/|‹[^›]*›\/\/)?‹location\.(?:host|origin)›(\/[^?#]*)?/.exec(url)
  const local = /^ws:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|‹location\.hostname›):(\d+)(\/[^?#]*)?/.exec(url)
  const path = url.startsWith('/')
    ? /^[^?#]*/.exec(url)?.[0]
    : own !== null
      ? (own[1] ?? '/')
      : local !== null && Number(local[1]) === port
        ? (local[2] ?? '/')
        : undefined
  return path?.split('‹')[0]
}

/** What `defineConfig` is given, and what a function in its place returns. */
function configOf({ evaluator }: Project, value: Value): Value {
  if (value.is === 'function') return evaluator.resultOf(value.node, value.module)
  if (value.is !== 'thing' || value.made === undefined || !/\bdefineConfig\(\)$/.test(value.path)) return value
  const { node, scope, module } = value.made
  const given = evaluator.valueOf(node.arguments[0] as Node | undefined, scope, module)
  return given.is === 'function' ? evaluator.resultOf(given.node, given.module) : given
}

function entryOf(
  { evaluator }: Project,
  { scope, module }: Extract<Value, { is: 'object' }>,
  property: Node,
): ProxyEntry | undefined {
  if (property.type !== 'Property') return undefined
  const named = property.computed
    ? textIn(evaluator.valueOf(property.key as Node, scope, module))
    : textOf(property.key as Node)
  if (named === undefined || named.includes('‹')) return undefined
  const value = evaluator.valueOf(property.value as Node, scope, module)
  const isRewritten = value.is === 'object' && evaluator.propertyOf(value, 'rewrite').is !== 'nothing'
  const isText = textIn(value) !== undefined
  const about = { module, property, key: named, isRewritten, isText }
  const target = textIn(value) ?? textIn(evaluator.propertyOf(value, 'target'))
  if (target === undefined) return { ...about, target, takesSockets: undefined }
  if (/^wss?:/.test(target)) return { ...about, target, takesSockets: true }
  if (value.is !== 'object') return { ...about, target, takesSockets: false }
  const said = evaluator.propertyOf(value, 'ws')
  const isWhole = value.node.properties.every((each) => each.type === 'Property')
  const isSaid = said.is === 'constant' ? said.value === true : said.is === 'nothing' && isWhole ? false : undefined
  return { ...about, target, takesSockets: isSaid }
}
