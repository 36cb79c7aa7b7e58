import { attachRules } from './attaching.ts'
import { exportRules } from './exports.ts'
import { expressWsRules } from './express-ws.ts'
import { fileRules } from './files.ts'
import { firstUseRules } from './first-use.ts'
import { listenRules } from './listening.ts'
import { moduleKindRules } from './module-kinds.ts'
import { openingRules } from './opening.ts'
import { packageRules } from './packages.ts'
import { pageAddressRules } from './page-addresses.ts'
import { pageRules } from './pages.ts'
import { parleyShapeRules } from './parley-shape.ts'
import type { Facts, ProjectFinding, Rule } from './rule.ts'
import { upgradeRules } from './upgrades.ts'
import { useRules } from './using.ts'
import { viteRules } from './vite.ts'
import { wsShapeRules } from './ws-shapes.ts'

/** In the order in which things must be mended: what stands further up keeps what stands below from being reached. */
export const allRules: readonly Rule[] = [
  ...fileRules.slice(0, 1),
  ...packageRules,
  ...fileRules.slice(1),
  ...moduleKindRules,
  ...exportRules,
  ...wsShapeRules,
  ...parleyShapeRules,
  ...attachRules,
  ...expressWsRules,
  ...listenRules,
  ...upgradeRules,
  ...pageRules,
  ...viteRules,
  ...pageAddressRules,
  ...openingRules,
  ...firstUseRules,
  ...useRules,
]

/** All that is wrong, the first cause first, warnings last. */
export function judge(facts: Facts, rules: readonly Rule[] = allRules): ProjectFinding[] {
  const found: ProjectFinding[] = []
  for (const rule of rules) {
    if (rule.after?.some((code) => found.some((finding) => finding.code === code))) continue
    found.push(...rule.find(facts))
  }
  const isError = ({ severity }: ProjectFinding) => severity === 'error'
  return [...found.filter(isError), ...found.filter((finding) => !isError(finding))]
}
