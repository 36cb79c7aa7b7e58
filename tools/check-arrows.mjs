// Holds the workspace to the arrows of ARCHITECTURE.md. What a file imports its package.json must declare (the linter
// checks that, and takes devDependencies from tests only), so the declared dependencies are the arrows; here they are held
// against the ones that are allowed.
//   node tools/check-arrows.mjs [root]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Every package of ours, and which of ours it may depend on. */
const allowed = {
  '@parley/websocket': [],
  '@parley/diagnosis': [],
  '@parley/channel': [],
  '@parley/sqlite': ['@parley/channel'],
  '@parley/testkit': ['@parley/channel'],
  '@parley/socket': ['@parley/websocket'],
  '@parley/server': ['@parley/channel', '@parley/diagnosis', '@parley/socket', '@parley/websocket'],
  '@parley/client': ['@parley/channel', '@parley/socket'],
  '@parley/react': ['@parley/channel', '@parley/client'],
  '@parley/http': ['@parley/channel'],
  '@parley/doctor': ['@parley/diagnosis', '@parley/websocket'],
  '@parley/files': ['@parley/channel', '@parley/http'],
  '@parley/outbound': ['@parley/channel'],
  'create-parley': ['@parley/diagnosis'],
  '@parley/chat': ['@parley/channel', '@parley/client', '@parley/elements', '@parley/files', '@parley/http'],
  '@parley/elements': ['@parley/client'],
  '@parley/inspector': ['@parley/diagnosis', '@parley/elements', '@parley/server'],
  '@parley/inquiry': [
    '@parley/channel',
    '@parley/client',
    '@parley/elements',
    '@parley/files',
    '@parley/http',
    '@parley/outbound',
  ],
  '@parley/notifications': [
    '@parley/channel',
    '@parley/client',
    '@parley/elements',
    '@parley/http',
    '@parley/outbound',
  ],
  '@parley/trading': ['@parley/channel', '@parley/client', '@parley/elements', '@parley/http'],
  '@parley/web': [
    '@parley/chat',
    '@parley/client',
    '@parley/elements',
    '@parley/inquiry',
    '@parley/notifications',
    '@parley/trading',
  ],
  parley: [
    '@parley/channel',
    '@parley/chat',
    '@parley/client',
    '@parley/diagnosis',
    '@parley/doctor',
    '@parley/inquiry',
    '@parley/inspector',
    '@parley/notifications',
    '@parley/server',
    '@parley/socket',
    '@parley/sqlite',
    '@parley/trading',
    '@parley/web',
    'create-parley',
  ],
  '@parley/bench': ['*'],
  '@parley/conformance': ['@parley/server', '@parley/socket', '@parley/websocket'],
  '@parley/zoo': ['*'],
  '@parley/simulation': ['@parley/channel', '@parley/client', '@parley/testkit'],
}

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
const packages = foldersWithPackages().map((folder) => ({ folder, manifest: read(folder) }))
const faults = packages.flatMap(faultsOf)
for (const name of Object.keys(allowed)) {
  if (packages.some(({ manifest }) => manifest.name === name)) continue
  faults.push(`${name} is in tools/check-arrows.mjs, but there is no such package: take it out there.`)
}
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`arrows: looked at ${packages.length} packages, all pointing down`)

function foldersWithPackages() {
  const inside = ['packages', 'features', 'apps'].flatMap((group) =>
    existsSync(path.join(root, group)) ? readdirSync(path.join(root, group)).map((name) => `${group}/${name}`) : [],
  )
  return [...inside, 'bench', 'conformance', 'simulation', 'zoo'].filter((folder) =>
    existsSync(path.join(root, folder, 'package.json')),
  )
}

function read(folder) {
  return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'))
}

function faultsOf({ folder, manifest }) {
  const { name, dependencies, peerDependencies, optionalDependencies, devDependencies } = manifest
  const may = allowed[name]
  if (may === undefined) return [`${name} is not in tools/check-arrows.mjs: say what it may depend on.`]
  const isUpward = (other) => other in allowed && !may.includes('*') && !may.includes(other)
  const fault = (other, how) => `${folder}: ${name} must not depend on ${other}${how}; arrows point down only.`
  const shipped = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).filter(isUpward)
  // Tests may look up, to @parley/testkit for one: an arrow is what the package's own sources follow.
  const developed = Object.keys({ ...devDependencies }).filter(isUpward)
  return [
    ...shipped.map((other) => fault(other, '')),
    ...developed.flatMap((other) => sourcesImporting(folder, other).map((file) => fault(other, `, as ${file} does`))),
  ]
}

/** The package's sources, tests aside, that name `other` in an import, an export, `import()` or `require()`. */
function sourcesImporting(folder, other) {
  const src = path.join(root, folder, 'src')
  if (!existsSync(src)) return []
  const names = new RegExp(`(?:from|import|require)\\s*\\(?\\s*['"\`]${other}(?:/[^'"\`]*)?['"\`]`)
  return readdirSync(src, { recursive: true })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name) && !/\.test(-d)?\.ts$/.test(name))
    .filter((name) => names.test(readFileSync(path.join(src, name), 'utf8')))
    .map((name) => `src/${name.replaceAll(path.sep, '/')}`)
}
