// What documents say, for the tests that hold them to it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export function read(document: string): string {
  return readFileSync(path.join(root, document), 'utf8')
}

/** The code blocks of a document: of one language, or `''` for those that name none (lines for a terminal). */
export function blocksOf(document: string, language: string): string[] {
  const blocks = [...read(document).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
  return blocks.filter(([, named]) => named === language).map(([, , code]) => code ?? '')
}

/** What programs and pages are written in. */
const languages = ['js', 'jsx', 'html', 'vue', 'svelte']

/** The code blocks that begin with the name of the file they are. */
export function filesOf(document: string): Map<string, string> {
  const files = languages
    .flatMap((language) => blocksOf(document, language))
    .map((code) => /^(?:\/\/ |<!-- )([\w./-]+)(?: -->)?\n([\s\S]*)$/.exec(code))
  return new Map(files.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? '']])))
}

/** The one block of this kind that has `text` in it. */
export function blockWith(document: string, language: string, text: string): string {
  const [block, ...more] = blocksOf(document, language).filter((code) => code.includes(text))
  if (block === undefined || more.length > 0) throw new Error(`${document} has not one block with "${text}"`)
  return block
}
