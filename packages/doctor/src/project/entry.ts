import { extensionOf, type Files, joinPath } from './files/files.ts'
import type { Manifest } from './manifest.ts'

/** Where a project's own server begins. */
export interface Entry {
  readonly path: string
  /** What names it: `scripts.start`, `main`, or nothing but its name. */
  readonly by: string
  readonly exists: boolean
  /** What runs it, when it is not Node alone: `tsx`, `ts-node`, `babel-node`. */
  readonly runner: string | undefined
}

const scriptNames = ['start', 'dev', 'serve', 'server', 'start:dev', 'dev:server']
const usual = [
  ...['bin/www', 'server.js', 'app.js', 'index.js', 'main.js', 'server.mjs', 'app.mjs', 'index.mjs', 'server.cjs'],
  ...['src/server.ts', 'src/index.ts', 'src/main.ts', 'src/app.ts', 'server.ts', 'index.ts', 'app.ts', 'main.ts'],
  ...[
    'src/server.js',
    'src/index.js',
    'src/app.js',
    'src/main.js',
    'server/index.js',
    'server/server.js',
    'server/index.ts',
  ],
]
const runners = [
  'node',
  'nodemon',
  'tsx',
  'ts-node',
  'ts-node-dev',
  'tsnd',
  'babel-node',
  'bun',
  'node-dev',
  'pm2',
  'esno',
  'swc-node',
  'vite-node',
]
/** They make what they serve: their entry is not a file that Node runs. */
const frameworks =
  /(?:^|\s|\/)(?:next|vite|nuxt|nuxi|astro|remix|react-scripts|ng|vue-cli-service|gatsby|webpack|parcel|nest|svelte-kit|expo)(?:\s|$)/

/** The files that a project's server begins with, the likeliest first. */
export function entriesOf(files: Files, folder: string, manifest: Manifest | undefined): readonly Entry[] {
  const found: Entry[] = []
  const { main } = manifest ?? {}
  const add = (said: string, by: string, runner?: string) => {
    // `node .` is what `main` names.
    const name = joinPath(folder, said) === joinPath(folder, '.') && main !== undefined ? main : said
    const path = fileAt(files, joinPath(folder, name))
    const known = path ?? joinPath(folder, name)
    if (found.some((entry) => entry.path === known)) return
    found.push({ path: known, by, exists: path !== undefined, runner })
  }
  const scripts = manifest?.scripts ?? {}
  for (const name of scriptNames) {
    for (const { file, runner } of commandsIn(scripts[name] ?? '', scripts)) add(file, `scripts.${name}`, runner)
  }
  if (found.some(({ exists }) => exists)) return found
  // A start script that is a framework's: what else lies here is not the server. `main` of a library says nothing either.
  if (frameworks.test(scripts.start ?? scripts.dev ?? '')) return found
  if (main !== undefined && fileAt(files, joinPath(folder, main)) !== undefined) add(main, 'main')
  for (const name of usual) {
    if (files.kindOf(joinPath(folder, name)) === 'file') add(name, '')
  }
  return found
}

/** Node takes `node app` for app.js, and a folder for its index.js. */
function fileAt(files: Files, path: string): string | undefined {
  if (files.kindOf(path) === 'file') return path
  for (const ending of ['.js', '.mjs', '.cjs', '.ts', '/index.js', '/index.ts']) {
    if (files.kindOf(path + ending) === 'file') return path + ending
  }
  return undefined
}

/** `cross-env PORT=1 nodemon --watch src ./bin/www` → `./bin/www`. */
function commandsIn(
  script: string,
  scripts: Readonly<Record<string, string>>,
  depth = 0,
): { file: string; runner: string | undefined }[] {
  const found: { file: string; runner: string | undefined }[] = []
  for (const command of script.split(/&&|\|\||;|(?<!&)&(?!&)|\|/)) {
    const words = command.trim().match(/"[^"]*"|'[^']*'|\S+/g) ?? []
    const other = /^npm run (\S+)/.exec(command.trim())?.[1]
    if (other !== undefined && depth < 3) found.push(...commandsIn(scripts[other] ?? '', scripts, depth + 1))
    const at = words.findIndex((word) => runners.includes(word))
    if (at < 0) continue
    const runner = words[at]
    const rest = words.slice(at + 1).map((word) => word.replace(/^["']|["']$/g, ''))
    const file = scriptIn(rest)
    if (file !== undefined)
      found.push({ file, runner: runner === 'node' && !/tsx|ts-node|babel|esm/.test(command) ? undefined : runner })
  }
  return found
}

const withValue = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '--env-file',
  '-w',
  '--watch-path',
  '-e',
  '--ext',
  '--exec',
  '--ignore',
  '-i',
  '--delay',
  '-P',
  '--project',
  '--name',
])

function scriptIn(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (withValue.has(word) || (word === '--watch' && isWatched(words, at))) at++
    else if (word === '-e' || word === '--eval' || word === '-p') return undefined
    else if (word.startsWith('-') || /^(?:start|run|watch|inspect)$/.test(word)) continue
    else if (/^[\w@./\\-]+$/.test(word)) return word
    else return undefined
  }
  return undefined
}

/** nodemon's `--watch src app.js` has a value, Node's `--watch app.js` has none. */
function isWatched(words: readonly string[], at: number): boolean {
  const after = words[at + 1] ?? ''
  return extensionOf(after) === '' && words.slice(at + 2).some((word) => !word.startsWith('-'))
}
