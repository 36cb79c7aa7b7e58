import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** All that axe-core finds, whatever it thinks of its impact, as short lines. By the debugger, as a page's policy may let no script in. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, impact, nodes }) => {
      return `${id} (${impact}): ${nodes.map((node) => node.target.join(' ')).join(' | ')}`
    })
  })
}
