import type { Named } from '../case.ts'
import type { Site } from '../site/site.ts'

/**
 * Does what an error of attach says: its lines take the place of the call that threw. Where one of them makes the server, it takes the place of
 * the line that made it listen. The options stay the caller's, whatever the printed line has for an example.
 */
export function pasteAtCall(site: Site, { evidence, lines }: Named): void {
  const [, file = '', line = ''] = /^(.*):(\d+)$/.exec(evidence ?? '') ?? []
  const name = file.slice(site.dir.length + 1)
  const rows = site.read(name).split('\n')
  const call = statementAt(rows, Number(line) - 1)
  const text = rows.slice(call.first, call.last + 1).join('\n')
  const printedCall = lines.find((printed) => printed.includes('attach('))
  const target = /attach\(([^,)]+)/.exec(printedCall ?? '')?.[1]
  if (target === undefined) throw new Error(`no call of attach is printed: ${lines}`)
  const mended = text.replace(/attach\((\s*)[\w.]+/, `attach($1${target}`)
  const making = lines.find((printed) => printed.startsWith('const ') && !printed.includes('attach('))
  const rest = [...rows.slice(0, call.first), ...rows.slice(call.last + 1)]
  site.write({ [name]: placed(rest, call.first, mended, making, target) })
}

function placed(rows: string[], at: number, call: string, making: string | undefined, target: string): string {
  if (making === undefined) return rows.toSpliced(at, 0, call).join('\n')
  const isMade = rows.findIndex((row) => new RegExp(`^(?:var|let|const) ${target} =`).test(row))
  // Already made further down: below that line, as the message says.
  if (isMade >= 0 && isMade >= at) return rows.toSpliced(isMade + 1, 0, call).join('\n')
  const listening = rows.findIndex((row) => /\.listen\(/.test(row))
  if (isMade >= 0) return rows.toSpliced(isMade, 1, making, call).join('\n')
  const [, app = 'app'] = /^(?:\S+ = )?(\w+)\.listen/.exec(rows[listening] ?? '') ?? []
  const line = `const ${target} = ${(rows[listening] ?? '').trimStart()}`
  if (!making.includes('.listen(') || app === '') throw new Error(`where does this go: ${making}`)
  return rows.toSpliced(listening, 1, line, call).join('\n')
}

/** The lines of the statement that begins there: until its brackets are closed. */
function statementAt(rows: readonly string[], first: number): { first: number; last: number } {
  let open = 0
  for (let last = first; last < rows.length; last++) {
    for (const character of rows[last] ?? '') {
      if ('([{'.includes(character)) open++
      if (')]}'.includes(character)) open--
    }
    if (open <= 0) return { first, last }
  }
  return { first, last: first }
}
