// Builds what has changed since the last build: TypeScript to dist/, and the files that browsers load.
//   node tools/build.mjs            everything that is out of date
//   node tools/build.mjs --force    everything
//   node tools/build.mjs --browser  only what browsers load
// It prints nothing if nothing has to be built: `npm start` and `npm test` begin with it.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { newest } from './newest.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const force = process.argv.includes('--force')

/** Folders with a vite.config.ts (or another `config`), the file each makes, and what else of ours goes into it. */
const bundles = [
  {
    folder: 'packages/client',
    output: 'dist/browser/client.js',
    from: ['packages/client/src', 'packages/channel/src'],
  },
  // The client stays outside of the elements, so it is not among what they are made from.
  {
    folder: 'features/chat',
    output: 'dist/browser/elements.js',
    from: ['features/chat/src', 'packages/elements/src', 'packages/files/src', 'packages/channel/src'],
  },
  {
    folder: 'features/inquiry',
    output: 'dist/browser/elements.js',
    from: ['features/inquiry/src', 'packages/elements/src', 'packages/files/src', 'packages/channel/src'],
  },
  {
    folder: 'features/notifications',
    output: 'dist/browser/elements.js',
    from: ['features/notifications/src', 'packages/elements/src', 'packages/channel/src'],
  },
  {
    folder: 'features/notifications',
    config: 'vite.worker.config.ts',
    output: 'dist/browser/sw.js',
    from: ['features/notifications/src'],
  },
  {
    folder: 'features/trading',
    output: 'dist/browser/elements.js',
    from: ['features/trading/src', 'packages/elements/src', 'packages/channel/src'],
  },
  {
    folder: 'packages/inspector',
    output: 'dist/browser/inspector.js',
    from: ['packages/inspector/src', 'packages/elements/src'],
  },
  {
    folder: 'apps/web',
    output: 'dist/index.html',
    from: [
      'apps/web/src',
      'apps/web/index.html',
      'apps/web/notifications',
      'apps/web/shop',
      'apps/web/desk',
      'apps/web/trading',
      'packages/elements/src',
    ],
  },
]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Parley needs Node 20.19 or later; this is ${process.versions.node}. See https://nodejs.org/`)
}

const began = Date.now()
let hasSpoken = false
const patience = setTimeout(() => {
  hasSpoken = true
  console.log(force ? 'Building everything …' : 'Building what has changed; the first time takes a few seconds …')
}, 1000)
if (!process.argv.includes('--browser')) await run('typescript/bin/tsc', ['-b'])
const made = bundles.filter(isOutOfDate)
for (const bundle of made) {
  const { folder, config = 'vite.config.ts' } = bundle
  await run('vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn'], path.join(root, folder))
}
clearTimeout(patience)
for (const { folder, output } of made.filter(({ output }) => output.endsWith('.js'))) {
  const name = path.basename(output)
  const beside = readdirSync(path.join(root, folder, path.dirname(output))).filter((other) =>
    /\.[0-9a-f]{16}\.js$/.test(other),
  )
  const code = readFileSync(path.join(root, folder, output), 'utf8')
  const first = [name, ...beside.filter((other) => new RegExp(`from\\s*["'\`]\\./${other}`).test(code))]
  const later = beside.filter((other) => !first.includes(other))
  console.log(`  ${folder}/${output}  ${sizesOf(folder, output, first)}`)
  if (later.length > 0) console.log(`    and what it loads later  ${sizesOf(folder, output, later)}`)
}
if (hasSpoken) console.log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`)

function sizesOf(folder, output, names) {
  const files = names.map((name) => readFileSync(path.join(root, folder, path.dirname(output), name)))
  const sum = (sizes) => `${(sizes.reduce((all, bytes) => all + bytes, 0) / 1000).toFixed(1)} kB`
  return `${sum(files.map(({ length }) => length))}, ${sum(files.map((file) => gzipSync(file).length))} gzipped`
}

/** Besides its sources, a bundle depends on how it is made and on what others' packages it takes in (lit). */
function isOutOfDate({ folder, config = 'vite.config.ts', output, from }) {
  const made = statSync(path.join(root, folder, output), { throwIfNoEntry: false })?.mtimeMs
  if (force || made === undefined) return true
  const inputs = [...from, `${folder}/${config}`, `${folder}/package.json`, 'package-lock.json']
  return newest(inputs.map((name) => path.join(root, name))) > made
}

/** Runs a tool by its file: without a shell, so that spaces in the path of this folder do not matter on any system. */
async function run(tool, args, cwd = root) {
  const file = path.join(root, 'node_modules', tool)
  if (!existsSync(file)) fail('What the build needs is not installed. Run: npm install')
  const child = spawn(process.execPath, [file, ...args], { cwd, stdio: 'inherit' })
  const status = await new Promise((resolve) => {
    child.on('exit', resolve)
  })
  if (status !== 0) process.exit(status ?? 1)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
