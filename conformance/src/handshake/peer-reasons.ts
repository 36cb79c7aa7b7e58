import type { Deviation } from '../runner/area.ts'
import type { Rule } from './oracle/expect.ts'
import type { RequestDeviation } from './run-requests.ts'

/** Why `ws` answers requests otherwise, by the rule that they break: its choices, as far as its code and documents tell. */
const serverReasons: Readonly<Partial<Record<Rule, string>>> = {
  syntax: 'takes what Node’s parser lets through',
  method: 'checks the method after other headers',
  'version of HTTP': 'does not look at the version of HTTP',
  host: 'does not look at Host',
  upgrade: 'takes the first word of Upgrade only',
  key: 'does not look at the unused bits of the last character',
  version: 'takes 8 for 13 by design, and reads the version as JavaScript reads numbers',
  origin: 'lets every Origin in unless the application checks it',
  body: 'does not look for a body: its bytes are read as frames',
  count: 'has no limit of its own, and Node drops what is beyond 1 000 headers unseen',
  extension: 'reads numbers as JavaScript does',
}

export function withServerReason(deviation: RequestDeviation): Deviation {
  const { rule, ...rest } = deviation
  const reason = rule === undefined ? goodRefused(rest) : serverReasons[rule]
  return reason === undefined ? rest : { ...rest, reason }
}

/** Good requests that it refuses. */
function goodRefused({ case: id, seen }: Deviation): string | undefined {
  if (seen.startsWith('took up')) return 'reads numbers as JavaScript does'
  if (id.startsWith('upgrade') || id.startsWith('mix')) {
    return seen === 'answered 400'
      ? 'wants Upgrade to be the one word, and offers it cannot serve not to be there'
      : undefined
  }
  return seen === 'answered 400' ? 'fails where an offer is to be declined (RFC 7692 §7.1)' : undefined
}

export function withClientReason(deviation: Deviation): Deviation {
  const { seen, expected, title } = deviation
  const reason = clientReason(seen, expected, title)
  return reason === undefined ? deviation : { ...deviation, reason }
}

function clientReason(seen: string, expected: string, title: string): string | undefined {
  if (seen.includes('Invalid Upgrade header')) return 'wants Upgrade to be the one word'
  if (seen.includes('no subprotocol')) return 'insists on a subprotocol where it offered some, as browsers do'
  if (seen === 'neither opened nor failed in time') return 'its timeout starts anew with every byte'
  if (/first line "HTTP/.test(title)) return 'does not look at the version of HTTP'
  if (expected.includes('§7.1.1.1')) return 'does not insist on what it asked for'
  return /^extensions|extension /.test(title) ? 'reads parameters otherwise' : undefined
}
