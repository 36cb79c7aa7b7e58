import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** A package.json that needs these, in the versions that are at hand: `express`, or `ws=ws-7`. */
export function manifest(needs: readonly string[], more: Readonly<Record<string, unknown>> = {}): string {
  const dependencies = Object.fromEntries(
    needs.map((need) => {
      const [as = '', source = as] = need.split('=')
      return [as, `^${versionOf(source)}`]
    }),
  )
  return `${JSON.stringify({ name: 'app', version: '1.0.0', private: true, ...more, dependencies }, null, 2)}\n`
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')) as { version: string }).version
}
