import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manifest } from './manifest.ts'

export type Files = Readonly<Record<string, string>>

let made: Files | undefined

/** What a generated project needs from npm. */
export const generatedNeeds: readonly string[] = ['cookie-parser', 'debug', 'express', 'morgan']

/** What `npx express-generator --no-view` writes, its dependencies in the versions that are at hand here. */
export function generated(): Files {
  made ??= generate()
  return made
}

function generate(): Files {
  const dir = mkdtempSync(path.join(tmpdir(), 'zoo-generated-'))
  try {
    const bin = createRequire(import.meta.url).resolve('express-generator/bin/express-cli.js')
    execFileSync(process.execPath, [bin, '--no-view', '--force', dir], { stdio: 'ignore' })
    const names = (readdirSync(dir, { recursive: true }) as string[]).filter((name) =>
      statSync(path.join(dir, name)).isFile(),
    )
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]))
    return {
      ...files,
      'package.json': manifest(generatedNeeds, { name: 'evening', scripts: { start: 'node ./bin/www' } }),
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Changes one place of a text; throws if it is not there, so that no set-up is healthy by a slip. */
export function change(text: string | undefined, from: string, to: string): string {
  if (text?.includes(from) !== true) throw new Error(`There is no ${JSON.stringify(from)} to change.`)
  return text.replace(from, () => to)
}
