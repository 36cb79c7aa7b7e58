// Builds what has changed since the last build: TypeScript to dist/, and the files that browsers load.
//   node tools/build.mjs            everything that is out of date
//   node tools/build.mjs --force    everything
//   node tools/build.mjs --browser  only what browsers load
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const force = process.argv.includes('--force')

/** Folders with a vite.config.ts, the file each makes, and the sources it is made from. */
const bundles = [
  { folder: 'packages/client', output: 'dist/browser/client.js', from: ['packages/client', 'packages/channel'] },
  {
    folder: 'features/chat',
    output: 'dist/browser/elements.js',
    from: ['features/chat', 'packages/channel', 'packages/client'],
  },
  { folder: 'apps/web', output: 'dist/index.html', from: ['apps/web'] },
]

if (!process.argv.includes('--browser')) run('tsc', ['-b'])
for (const bundle of bundles) {
  const output = path.join(root, bundle.folder, bundle.output)
  const made = existsSync(output) && !force ? statSync(output).mtimeMs : 0
  if (newest(bundle.from.map((folder) => path.join(root, folder))) > made) {
    run('vite', ['build', '--logLevel', 'info'], path.join(root, bundle.folder))
  }
}

function run(tool, args, cwd = root) {
  const bin = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${tool}.cmd` : tool)
  const { status } = spawnSync(bin, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

function newest(folders) {
  let time = 0
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'dist' || entry.name === 'node_modules') continue
      const full = path.join(folder, entry.name)
      time = Math.max(time, entry.isDirectory() ? newest([full]) : statSync(full).mtimeMs)
    }
  }
  return time
}
