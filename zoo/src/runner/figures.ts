import type { Result } from './run-broken.ts'
import type { HealthyResult } from './run-healthy.ts'

/** What the zoo is for, in four figures; and the first two over the held-out ways to make the same mistakes. */
export interface Figures {
  readonly cases: number
  readonly named: number
  readonly fixed: number
  readonly healthy: number
  readonly alarms: number
  /** Of the failures that our client was sent to, those of which it said no more than that it failed. */
  readonly silent: number
  readonly asked: number
  readonly variants: number
  readonly variantsNamed: number
  readonly text: string
}

export function figuresOf(results: readonly Result[], well: readonly HealthyResult[]): Figures {
  const own = results.filter(({ variant }) => variant === 0)
  const others = results.filter(({ variant }) => variant > 0)
  const figures = {
    cases: own.length,
    named: own.filter(({ seen, isNamed }) => seen !== undefined && isNamed).length,
    fixed: own.filter(({ isFixed }) => isFixed).length,
    healthy: well.filter(({ fault }) => fault === undefined).length,
    alarms: well.filter(({ alarms }) => alarms.length > 0).length,
    silent: own.filter(({ isSilent }) => isSilent).length,
    asked: own.filter(({ client }) => client !== undefined).length,
    variants: others.length,
    variantsNamed: others.filter(({ isNamed }) => isNamed).length,
  }
  const { cases, named, fixed, alarms, silent, asked, variants, variantsNamed } = figures
  const fixedVariants = others.filter(({ isFixed }) => isFixed).length
  const text = `the first named cause is right    ${named} of ${cases}
the printed fix makes it work     ${fixed} of ${cases}
healthy set-ups with a false alarm ${alarms} of ${figures.healthy}
a bare 1006 in our client         ${silent} of ${asked}
held out: named ${variantsNamed}, fixed ${fixedVariants}, of ${variants}`
  return { ...figures, text }
}
