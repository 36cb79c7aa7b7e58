// Holds the machines (packages/websocket, packages/channel) to what ARCHITECTURE.md says of them: no clock, no chance, no
// I/O of their own. It reads the syntax tree, so comments, strings and properties of that name (`event.process`) are free.
//   node tools/check-machines.mjs [root]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

const time = 'time is an argument in a machine'
const chance = 'chance is an argument in a machine'
const io = 'a machine does no I/O'
const back = 'it is a way around this check'

/** Names of globals, and why a machine may not say them. `Math` is looked at apart: only `random` is chance. */
const refused = new Map([
  ...['Date', 'performance', 'Temporal', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => [name, time]),
  ...['queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback'].map((name) => [name, time]),
  ['crypto', chance],
  ...['process', 'console', 'fetch', 'WebSocket', 'XMLHttpRequest', 'require'].map((name) => [name, io]),
  ...['localStorage', 'sessionStorage', 'document', 'navigator'].map((name) => [name, io]),
  ...['globalThis', 'window', 'self', 'global', 'eval'].map((name) => [name, back]),
])

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
const files = ['packages/websocket/src', 'packages/channel/src'].flatMap((folder) => sourcesIn(folder))
const faults = files.flatMap((file) => faultsOf(file))
if (files.length === 0) faults.push(`${root} has no machines: this check looked at nothing.`)
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`machines: ${files.length} files without clock, chance and I/O`)

function sourcesIn(folder) {
  const full = path.join(root, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .sort()
}

function faultsOf(file) {
  const code = readFileSync(path.join(root, file), 'utf8')
  const { program, errors } = parseSync(file, code, { lang: 'ts' })
  if (errors.length > 0) return [`${file}: cannot be read: ${errors[0].message}`]
  const found = []
  visit(program, (name, start, why) => {
    found.push(`${file}:${code.slice(0, start).split('\n').length}: ${name} is refused here: ${why}.`)
  })
  return found
}

/** Calls `refuse` for each use of a refused name under `node`. A local variable of that name counts: call it otherwise. */
function visit(node, refuse) {
  if (Array.isArray(node)) for (const each of node) visit(each, refuse)
  if (typeof node?.type !== 'string') return
  // It says what a type of the platform is called, and runs nothing.
  if (node.type === 'TSModuleDeclaration' && node.kind === 'global') return
  if (node.type === 'Identifier' && refused.has(node.name)) refuse(node.name, node.start, refused.get(node.name))
  if (node.type === 'Identifier' && node.name === 'Math') refuse('Math other than Math.name', node.start, chance)
  for (const [field, child] of Object.entries(node)) {
    if (isName(node, field)) continue
    if (field === 'object' && child.name === 'Math' && !node.computed) {
      if (node.property.name === 'random') refuse('Math.random', node.start, chance)
      continue
    }
    if (typeof child === 'object') visit(child, refuse)
  }
}

/** Whether this field only names a property, so that it speaks of no global. */
function isName(node, field) {
  if (field === 'key' || field === 'property') return !node.computed
  // `declare global { … }` says which types there are; to use what it declares, its name must be said.
  if (field === 'id')
    return node.type === 'TSEnumMember' || (node.type === 'TSModuleDeclaration' && node.kind === 'global')
  return field === 'imported' || field === 'exported' || field === 'label'
}
