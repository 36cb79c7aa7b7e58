import { connect, type Status } from '@parley/client'
import type { Named } from '../case.ts'

/** What our client makes of an address it cannot connect to, within `patienceMs`. */
export async function askClient(url: string, patienceMs = 12_000): Promise<Named> {
  const connection = connect(url)
  let last: Reason | undefined
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs)
      connection.onStatus((status) => {
        last = reasonOf(status) ?? last
        if (
          status.state !== 'live' &&
          (last === undefined || isBare({ codes: [], text: last.message, lines: [], fix: last.fix }))
        )
          return
        clearTimeout(timer)
        resolve()
      })
    })
    const { code, message, fix } = last ?? { code: connection.status.state, message: '' }
    return { codes: [code], text: message, lines: [], fix }
  } finally {
    connection.close()
  }
}

interface Reason {
  readonly code: string
  readonly message: string
  readonly fix?: string | undefined
}

function reasonOf(status: Status): Reason | undefined {
  if (status.state === 'waiting') return status.reason
  return status.state === 'refused' ? status : undefined
}

/** Without a cause: that it failed is all that every browser says. */
const nothing = /^(?:No connection to \S+ could be made\.|The connection broke\.)?$/

/** Whether it says no more than 1006 does: no cause, and nothing to do. */
export function isBare({ text, fix }: Named): boolean {
  return fix === undefined && nothing.test(text)
}
