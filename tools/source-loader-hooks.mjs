import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

// What was made of a source is kept: every process and every worker thread of a test run would make it again.
const { version } = createRequire(import.meta.url)('oxc-transform/package.json')
const kept = fileURLToPath(new URL('../node_modules/.cache/parley-sources/', import.meta.url))
mkdirSync(kept, { recursive: true })

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context)
  const file = fileURLToPath(url)
  const source = await readFile(file, 'utf8')
  const place = `${kept}${createHash('sha1').update(version).update(file).update('\0').update(source).digest('hex')}.js`
  const code = await readFile(place, 'utf8').catch(() => make(file, source, place))
  return { format: 'module', source: code, shortCircuit: true }
}

async function make(file, source, place) {
  const { transformSync } = await import('oxc-transform')
  const { code, errors } = transformSync(file, source, { sourcemap: false })
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0].message}`)
  // Others may be writing the same: each its own file first, so that nobody reads half of one.
  const draft = `${place}.${process.pid}.${Math.random()}`
  writeFileSync(draft, code)
  renameSync(draft, place)
  return code
}
