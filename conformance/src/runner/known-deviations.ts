/** Deviations that are understood. Of ours there should be none; those of others are what the comparison is for. */
export interface KnownDeviation {
  readonly subjects: readonly string[]
  /** Ids, or the start of ids with a star: `6.7.*`. */
  readonly cases: readonly string[]
  /** One line for the report. */
  readonly reason: string
}

const ws = ['ws server', 'ws client']
const undici = ['undici client']

export const knownDeviations: readonly KnownDeviation[] = [
  {
    subjects: [...ws, ...undici],
    cases: ['1.9.*'],
    reason: 'takes lengths that are not in their shortest form',
  },
  {
    subjects: [...ws, ...undici],
    cases: ['6.7.*'],
    reason: 'checks text once the message is whole (allowed), so it waits for the rest of what can never be text',
  },
  {
    subjects: [...ws, ...undici],
    cases: ['11.7.*'],
    reason:
      'gives the app what it could inflate of a compressed message that breaks off, the four bytes of the flush among it',
  },
  {
    subjects: ['ws server'],
    cases: ['10.1.*', '10.2.*'],
    reason:
      'answers 400 to an offer it should decline, also where another offer could be agreed to; reads values as JavaScript numbers (010, 1e1, 0xa, +9)',
  },
  {
    subjects: ['ws client'],
    cases: ['10.5.10'],
    reason: 'reads a window of 010 as 10',
  },
  {
    subjects: ['ws client'],
    cases: ['10.5.16'],
    reason: 'takes an answer that has the extension twice',
  },
  {
    subjects: ws,
    cases: ['12.5.*'],
    reason: 'heeds its threshold only where no context is kept',
  },
  {
    subjects: undici,
    cases: ['6.1.11', '6.2.17', '6.2.18', '6.8.9'],
    reason: 'drops a byte order mark at the start of a text (its decoder does by default)',
  },
  {
    subjects: undici,
    cases: ['8.4.10'],
    reason: 'waits for more when a large frame follows the close',
  },
  {
    subjects: undici,
    cases: ['10.3.2'],
    reason: 'always offers compression',
  },
  {
    subjects: undici,
    cases: ['10.5.*'],
    reason: 'opens the socket whatever parameters the server answers with, or leaves a refused connection open',
  },
  {
    subjects: undici,
    cases: ['11.3.*'],
    reason: 'looks at RSV1 on no other frame than the first of a message',
  },
  {
    subjects: undici,
    cases: ['11.4.6', '11.4.14', '11.5.1'],
    reason: 'inflates nothing after a block with BFINAL',
  },
]

export function reasonFor(subject: string, id: string, known = knownDeviations): string | undefined {
  return known.find((one) => one.subjects.includes(subject) && one.cases.some((pattern) => isMeant(pattern, id)))
    ?.reason
}

/** Whether cases that it is about ran, and none of them failed. */
export function isStale({ cases }: KnownDeviation, ran: readonly string[], failed: readonly string[]): boolean {
  const isAbout = (id: string) => cases.some((pattern) => isMeant(pattern, id))
  return ran.some(isAbout) && !failed.some(isAbout)
}

function isMeant(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern
}
