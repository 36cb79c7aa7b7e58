// Holds the machines (packages/websocket, packages/channel, the rooms of features that decide) to what ARCHITECTURE.md says of them: no clock, no chance, no
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

/** Of these globals only some names are refused, or only some are free. */
const partly = new Map([
  ['Math', { why: chance, isFree: (name) => name !== 'random' }],
  ['Temporal', { why: time, isFree: (name) => name !== 'Now' }],
  ['Date', { why: time, isFree: (name) => name === 'parse' || name === 'UTC' }],
])
/** Names of globals, and why a machine may not say them. */
const refused = new Map([
  ...['performance', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => [name, time]),
  ...['queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback'].map((name) => [name, time]),
  ['crypto', chance],
  ...['process', 'console', 'fetch', 'WebSocket', 'XMLHttpRequest', 'require'].map((name) => [name, io]),
  ...['localStorage', 'sessionStorage', 'document', 'navigator'].map((name) => [name, io]),
  ...['globalThis', 'window', 'self', 'global', 'eval'].map((name) => [name, back]),
])

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
const machines = [
  ...['packages/websocket/src', 'packages/channel/src', 'packages/diagnosis/src'],
  ...['report', 'project/rules', 'project/sites', 'project/source', 'project/values'].map(
    (room) => `packages/doctor/src/${room}`,
  ),
  ...['contract', 'directory', 'person', 'room'].map((room) => `features/chat/src/${room}`),
  ...['agent', 'contract', 'customer', 'desk', 'doors', 'inquiry', 'queue', 'time'].map(
    (room) => `features/inquiry/src/${room}`,
  ),
  ...['contract', 'delivery', 'inbox', 'topic'].map((room) => `features/notifications/src/${room}`),
  ...['contract', 'engine', 'exchange', 'feeds', 'ledger', 'living', 'measure', 'money', 'replay'].map(
    (room) => `features/trading/src/${room}`,
  ),
]
const files = machines.flatMap((folder) => sourcesIn(folder))
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
  if (node.type === 'Identifier' && partly.has(node.name)) {
    refuse(`${node.name} other than ${node.name}.name`, node.start, partly.get(node.name).why)
  }
  for (const [field, child] of Object.entries(node)) {
    if (isName(node, field) || isType(node)) continue
    if (field === 'object' && partly.has(child.name) && !node.computed) {
      const { why, isFree } = partly.get(child.name)
      if (!isFree(node.property.name)) refuse(`${child.name}.${node.property.name}`, node.start, why)
      continue
    }
    if (typeof child === 'object') visit(child, refuse)
  }
}

/** `Temporal.PlainDate` as a type; what is imported under such a name is looked at where it is used. */
function isType({ type }) {
  return type === 'TSQualifiedName' || type === 'ImportSpecifier'
}

/** Whether this field only names a property, so that it speaks of no global. */
function isName(node, field) {
  if (field === 'key' || field === 'property') return !node.computed
  // `declare global { … }` says which types there are; to use what it declares, its name must be said.
  if (field === 'id')
    return node.type === 'TSEnumMember' || (node.type === 'TSModuleDeclaration' && node.kind === 'global')
  return field === 'imported' || field === 'exported' || field === 'label'
}
