import { Refused } from '../refused.ts'
import { indentAt } from './edits.ts'

const script = '<script type="module" src="/parley/elements.js"></script>'
const element = '<parley-chat room="general" style="height: 32rem"></parley-chat>'

/** What a page needs to show a chat. */
export const pageLines: readonly string[] = [script, element]

/**
 * A page of HTML with the script and the element that it lacks. Throws `create/page-missing` and `create/page-kind`.
 */
export function withChat(page: string, text: string | undefined): string {
  if (text === undefined) throw new Refused({ code: 'create/page-missing', values: { page } })
  if (/\.(pug|jade)$/i.test(page)) return withPugChat(page, text)
  if (!/\.(html?|ejs|hbs|njk)$/i.test(page))
    throw new Refused({ code: 'create/page-kind', values: { page }, lines: pageLines })
  const withScript = text.includes('/parley/elements.js')
    ? text
    : withLine(text, [/<\/head\s*>/i, /<body[\s>]/i], script)
  return /<parley-chat[\s>]/i.test(markupOf(withScript))
    ? withScript
    : withLine(withScript, [/<\/body\s*>/i, /<\/html\s*>/i], element)
}

/** A line before the first of the tags that is there; where there is none, at the end. */
function withLine(text: string, tags: readonly RegExp[], line: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const markup = markupOf(text)
  const at = tags.map((tag) => markup.search(tag)).find((index) => index !== -1)
  if (at === undefined) return `${text}${text === '' || text.endsWith('\n') ? '' : newline}${line}${newline}`
  const isAlone = /(^|\n)[ \t]*$/.test(text.slice(0, at))
  const inserted = isAlone ? `  ${line}${newline}${indentAt(text, at)}` : line
  return text.slice(0, at) + inserted + text.slice(at)
}

/** Pug says by its indent what holds what: at the end of a page whose last part is a block or the body, there is no doubt. */
function withPugChat(page: string, text: string): string {
  const lines = [
    "script(type='module', src='/parley/elements.js')",
    "parley-chat(room='general', style='height: 32rem')",
  ]
  const missing = lines.filter(
    (line) => !text.includes(line.includes('/parley/') ? '/parley/elements.js' : 'parley-chat'),
  )
  if (missing.length === 0) return text
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const [last = '', ...inside] = text.slice(lastPart(text)).split(/\r?\n/)
  if (!/^(block|append|body)\b/.test(last)) throw new Refused({ code: 'create/page-kind', values: { page }, lines })
  const indent = inside.map((line) => /^\s+(?=\S)/.exec(line)?.[0]).find(Boolean) ?? '  '
  return `${text.trimEnd()}${newline}${missing.map((line) => indent + line + newline).join('')}`
}

/** Where the last line without an indent begins. */
function lastPart(text: string): number {
  return Math.max(...[...text.matchAll(/^\S/gm)].map(({ index }) => index), 0)
}

/** Comments, scripts and styles blanked, so that tags in them are none; offsets stay. */
function markupOf(text: string): string {
  const hidden =
    /<!--[\s\S]*?(?:-->|$)|(?<=<script\b[^>]*>)[\s\S]*?(?=<\/script)|(?<=<style\b[^>]*>)[\s\S]*?(?=<\/style)/gi
  return text.replaceAll(hidden, (part) => ' '.repeat(part.length))
}
