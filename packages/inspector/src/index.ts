import type { Inspector } from '@parley/server'
import { PageInspector } from './endpoint/page-inspector.ts'

/**
 * The page at `<path>/inspect`: `attach(server, { inspector: inspector(), … })`. One for each `attach`. It answers a browser on this machine and
 * nobody else, and never in production. The package `parley` gives it to `attach` by itself.
 */
export function inspector(): Inspector {
  return new PageInspector()
}
