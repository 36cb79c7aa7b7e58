import type { Result } from './run-broken.ts'
import type { HealthyResult } from './run-healthy.ts'

export const header =
  'row  set-up                                                                     broken named  fixed  client       ms  named first'

export function brokenLine(result: Result, verbose: boolean): string {
  const { it, variant, seen, named, isNamed, isFixed, client, isSilent, fault, ms } = result
  const cells = [
    it.row.padEnd(4),
    (variant === 0 ? it.title : `  ${it.title}, otherwise`).padEnd(74),
    mark(seen !== undefined),
    mark(isNamed),
    mark(isFixed),
    mark(client === undefined ? undefined : !isSilent),
    `${Math.round(ms)}`.padStart(8),
    ` ${named?.codes[0] ?? ''}`,
  ]
  return cells.join(' ') + more(fault, verbose)
}

export function healthyLine({ it, alarms, fault, ms }: HealthyResult, verbose: boolean): string {
  const cells = [
    'well',
    it.title.padEnd(74),
    mark(fault === undefined),
    mark(alarms.length === 0),
    `${Math.round(ms)}`.padStart(20),
  ]
  return cells.join(' ') + more([fault, ...alarms].filter((text) => text !== undefined).join('\n'), verbose)
}

function mark(is: boolean | undefined): string {
  return (is === undefined ? '–' : is ? '✓' : '✗').padEnd(6)
}

function more(text: string | undefined, verbose: boolean): string {
  return text && verbose ? `\n${text.replaceAll(/^/gm, '        ')}` : ''
}
