import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5'
import { extensionOf, type Files, folderOf, joinPath } from '../files/files.ts'
import type { Project } from '../read-project.ts'
import { resolveFrom } from '../resolve.ts'
import { type Module, moduleOf, readModule } from '../source/module.ts'
import type { CallNode } from '../source/scopes.ts'
import { Evaluator } from '../values/evaluator.ts'
import { roleOf, textIn, type Value } from '../values/value.ts'
import type { Place } from './sites.ts'

/** A page, as its file shows it. */
export interface Page {
  readonly path: string
  readonly scripts: readonly PageScript[]
  /** Custom elements of ours in it, with the address they are given. */
  readonly elements: readonly { readonly name: string; readonly line: number; readonly url: string | undefined }[]
  readonly hasImportMap: boolean
}

/** A script of a page. */
export interface PageScript {
  readonly src: string | undefined
  readonly line: number
  readonly isModule: boolean
  /** The file it is in, or what stands in the page; undefined: another server's, or made by a program. */
  readonly module: Module | undefined
}

/** Where a page opens a WebSocket. */
export interface PageSocket extends Place {
  readonly node: CallNode
  readonly page: Page
  /** The address; what the page fills in stands there as `‹location.host›`, what cannot be told as `‹?›`. */
  readonly url: string | undefined
}

/** What the browser's side of a project does. */
export interface Pages {
  readonly pages: readonly Page[]
  /** Code that runs in a browser: the scripts of the pages and what they import. */
  readonly modules: readonly Module[]
  readonly sockets: readonly PageSocket[]
  valueOf(place: Pick<Place, 'module' | 'node' | 'scope'>): Value
}

const maxPages = 60
const maxScripts = 150
const maxFolders = 200
const pageEnding = /\.(?:html?|ejs|hbs|handlebars|njk)$/
const skipped = /^(?:node_modules|dist|build|out|coverage|vendor|test|tests|docs|\.\w.*)$/

export function pagesOf(project: Project): Pages {
  const { files, folder } = project
  const modules = new Map<string, Module>()
  const pages = pageFiles(files, folder).flatMap((path) => {
    const page = readPage(project, path, modules)
    return page === undefined ? [] : [page]
  })
  follow(project, modules)
  const all = [...modules.values()]
  const evaluator = new Evaluator(all, (from, specifier) => {
    const found = resolveFrom(files, from.path, specifier, true)
    if (found.is === 'file') return modules.get(found.path)
    return found.is === 'package' || found.is === 'builtin' ? { package: found.name } : undefined
  })
  const read: Pages['valueOf'] = ({ node, scope, module }) => evaluator.valueOf(node, scope, module)
  const sockets = pages.flatMap((page) => socketsOf(page, all, project, read))
  const unique = sockets.filter((each, index) => sockets.findIndex(({ node }) => node === each.node) === index)
  return { pages, modules: all, sockets: unique, valueOf: read }
}

function pageFiles(files: Files, folder: string): string[] {
  const found: string[] = []
  const waiting = [folder]
  for (let seen = 0; seen < maxFolders; seen++) {
    const at = waiting.shift()
    if (at === undefined || found.length >= maxPages) break
    for (const name of files.namesIn(at)) {
      const path = joinPath(at, name)
      if (pageEnding.test(name)) found.push(path)
      else if (extensionOf(name) === '' && !skipped.test(name) && files.kindOf(path) === 'folder') {
        // A package of its own is looked at by itself.
        if (files.kindOf(joinPath(path, 'package.json')) !== 'file') waiting.push(path)
      }
    }
  }
  return found.slice(0, maxPages)
}

function readPage({ files, folder }: Project, path: string, modules: Map<string, Module>): Page | undefined {
  const text = files.textOf(path)
  if (text === undefined) return undefined
  const scripts: PageScript[] = []
  const elements: { name: string; line: number; url: string | undefined }[] = []
  let hasImportMap = false
  for (const node of nodesIn(parseHtml(text, { sourceCodeLocationInfo: true }))) {
    if (!('tagName' in node)) continue
    const line = node.sourceCodeLocation?.startLine ?? 1
    const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value
    if (/^parley-/.test(node.tagName)) elements.push({ name: node.tagName, line, url: attribute('url') })
    if (node.tagName !== 'script') continue
    const type = attribute('type') ?? ''
    if (type === 'importmap') hasImportMap = true
    if (type !== '' && type !== 'module' && !/javascript|babel|jsx/.test(type)) continue
    const src = attribute('src')
    const isModule = type === 'module'
    if (src !== undefined) {
      const file = scriptFile(files, folder, path, src)
      const module =
        file === undefined ? undefined : (modules.get(file) ?? readModule(files, file, isModule ? 'module' : undefined))
      if (module !== undefined && modules.size < maxScripts) modules.set(module.path, module)
      scripts.push({ src, line, isModule, module })
    } else {
      const module = inlineModule(path, text, node)
      if (module !== undefined) modules.set(`${path}#${line}`, module)
      scripts.push({ src, line, isModule, module })
    }
  }
  return { path, scripts, elements, hasImportMap }
}

/** What stands in the page, at the lines where it stands there. */
function inlineModule(path: string, text: string, node: DefaultTreeAdapterTypes.Element): Module | undefined {
  const location = node.sourceCodeLocation
  const start = location?.startTag?.endOffset
  const end = location?.endTag?.startOffset
  if (start === undefined || end === undefined) return undefined
  const blank = text.slice(0, start).replace(/[^\n]/g, ' ')
  // What a template fills in is a value that nobody knows.
  const code = text
    .slice(start, end)
    .replace(/<%[\s\S]*?%>|\{\{[\s\S]*?\}\}/g, (tag) => 'null'.padEnd(tag.length).slice(0, Math.max(4, tag.length)))
  return moduleOf(path, blank + code, undefined)
}

function scriptFile(files: Files, folder: string, page: string, src: string): string | undefined {
  if (/^(?:[a-z]+:)?\/\//i.test(src)) return undefined
  const [name = ''] = src.split(/[?#]/)
  const near = name.startsWith('/') ? [] : [joinPath(folderOf(page), name)]
  const roots = [
    folderOf(page),
    folder,
    ...['public', 'static', 'client', 'www', 'src'].map((each) => joinPath(folder, each)),
  ]
  return [...near, ...roots.map((root) => joinPath(root, name.replace(/^\/+/, '')))].find(
    (path) => files.kindOf(path) === 'file',
  )
}

function follow({ files }: Project, modules: Map<string, Module>): void {
  const waiting = [...modules.values()]
  for (let module = waiting.shift(); module !== undefined; module = waiting.shift()) {
    for (const { specifier } of module.imports) {
      const found = resolveFrom(files, module.path, specifier, true)
      if (found.is !== 'file' || modules.has(found.path) || found.path.includes('/node_modules/')) continue
      if (!/\.(?:[cm]?[jt]s|[jt]sx)$/.test(found.path) || modules.size >= maxScripts) continue
      const next = readModule(files, found.path, 'module')
      if (next === undefined) continue
      modules.set(found.path, next)
      waiting.push(next)
    }
  }
}

function socketsOf(page: Page, modules: readonly Module[], project: Project, read: Pages['valueOf']): PageSocket[] {
  const own = reachedBy(page, modules, project)
  return own.flatMap((module) =>
    module.outline.calls.flatMap((call): PageSocket[] => {
      const value = read({ module, ...call })
      if (value.is !== 'thing' || value.made?.node !== call.node) return []
      if (!/^global:(?:window\.|self\.|globalThis\.)?WebSocket\(\)$/.test(value.path)) return []
      const [first] = call.node.arguments
      const url = first === undefined ? undefined : read({ module, node: first as typeof call.node, scope: call.scope })
      return [{ module, ...call, page, url: url === undefined ? undefined : (textIn(url) ?? placeOf(url)) }]
    }),
  )
}

function reachedBy(page: Page, modules: readonly Module[], { files }: Project): Module[] {
  const found = new Set(page.scripts.flatMap(({ module }) => (module === undefined ? [] : [module])))
  for (const module of found) {
    for (const { specifier } of module.imports) {
      const at = resolveFrom(files, module.path, specifier, true)
      const next = at.is === 'file' ? modules.find(({ path }) => path === at.path) : undefined
      if (next !== undefined) found.add(next)
    }
  }
  return [...found]
}

/** `new WebSocket(location.origin)`. */
function placeOf(value: Value): string | undefined {
  if (value.is !== 'thing' || roleOf(value.path) !== undefined) return undefined
  const place = /location\.(\w+)/.exec(value.path)?.[1]
  return place === undefined ? undefined : `‹location.${place}›`
}

/** In the order of the page, by a list of its own: elements may be nested deeper than calls can be. */
function* nodesIn(root: DefaultTreeAdapterTypes.Node): Generator<DefaultTreeAdapterTypes.Node> {
  const waiting = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    if ('content' in node) waiting.push(node.content)
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
}
