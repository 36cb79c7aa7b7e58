// Holds the workspace to the arrows of ARCHITECTURE.md. What a file imports its package.json must declare (the linter
// checks that), so the declared dependencies are the arrows; here they are held against the ones that are allowed.
import { readdirSync, readFileSync } from 'node:fs'

/** Every package of ours, and which of ours it may depend on. */
const allowed = {
  '@parley/websocket': [],
  '@parley/channel': [],
  '@parley/sqlite': ['@parley/channel'],
  '@parley/testkit': ['@parley/channel'],
  '@parley/server': ['@parley/channel', '@parley/websocket'],
  '@parley/client': ['@parley/channel', '@parley/websocket'],
  '@parley/chat': ['@parley/channel', '@parley/client'],
  '@parley/web': ['@parley/chat', '@parley/client'],
  parley: ['@parley/channel', '@parley/chat', '@parley/client', '@parley/server', '@parley/sqlite', '@parley/web'],
  '@parley/bench': ['*'],
}

const root = new URL('..', import.meta.url)
const faults = []
for (const folder of ['packages', 'features', 'apps', '.']) {
  const names = folder === '.' ? ['bench'] : readdirSync(new URL(`${folder}/`, root))
  for (const name of names) {
    const manifest = JSON.parse(readFileSync(new URL(`${folder}/${name}/package.json`, root), 'utf8'))
    const may = allowed[manifest.name]
    if (may === undefined) {
      faults.push(`${manifest.name} is not in tools/check-arrows.mjs: say what it may depend on.`)
      continue
    }
    for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      if (!(dependency in allowed) || may.includes('*') || may.includes(dependency)) continue
      faults.push(`${folder}/${name}: ${manifest.name} must not depend on ${dependency}; arrows point down only.`)
    }
  }
}
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`arrows: ${Object.keys(allowed).length} packages, all pointing down`)
