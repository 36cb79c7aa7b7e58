import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Address } from './address.ts'
import type { Deadline } from './deadline.ts'
import { open } from './wire.ts'

/** One address that a name stands for, and whether anybody is there. */
export interface Reached {
  readonly ip: string
  readonly state: 'open' | 'refused' | 'silent' | 'unreachable'
  readonly code: string
}

export type Looked = { readonly addresses: readonly string[] } | { readonly code: string }

const nameMs = 1_000
const tcpMs = 700
const maxAddresses = 4

/** What a name stands for, both families. */
export async function lookUp({ host }: Address, deadline: Deadline): Promise<Looked> {
  if (isIP(host) !== 0) return { addresses: [host] }
  // Whatever this machine's list of hosts says, browsers try both.
  if (host === 'localhost') return { addresses: ['127.0.0.1', '::1'] }
  const late = new Promise<Looked>((resolve) => {
    setTimeout(() => resolve({ code: 'TIMEOUT' }), deadline.upTo(nameMs)).unref()
  })
  const found = lookup(host, { all: true }).then(
    (all): Looked => ({ addresses: [...new Set(all.map(({ address }) => address))].slice(0, maxAddresses) }),
    (error: NodeJS.ErrnoException): Looked => ({ code: error.code ?? error.message }),
  )
  return Promise.race([found, late])
}

/** Knocks at each address. */
export function reach(addresses: readonly string[], port: number, deadline: Deadline): Promise<readonly Reached[]> {
  return Promise.all(
    addresses.map(async (ip): Promise<Reached> => {
      const opened = await open({ ip, port, tls: undefined }, deadline.upTo(tcpMs))
      if (opened.is === 'failed') return { ip, state: stateOf(opened.code), code: opened.code }
      opened.stream.destroy()
      return { ip, state: 'open', code: '' }
    }),
  )
}

function stateOf(code: string): Reached['state'] {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'refused'
  return code === 'TIMEOUT' || code === 'ETIMEDOUT' ? 'silent' : 'unreachable'
}
