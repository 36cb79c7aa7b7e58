import { ConnectCode, ConnectError, type ConnectStep } from './connect-error.ts'
import type { DialSettings } from './settings.ts'

/** The error for time that ran out during `step`. */
export function late(step: ConnectStep, settings: DialSettings): ConnectError {
  const address = step === 'proxy' ? settings.proxy?.authority : settings.target.authority
  return new ConnectError({ code: ConnectCode.timeout, step, message: sentence(step, settings), address })
}

function sentence(step: ConnectStep, { target, proxy, handshakeTimeoutMs }: DialSettings): string {
  const who = target.authority
  const time = `within ${handshakeTimeoutMs} ms`
  switch (step) {
    case 'name':
      return `The name ${JSON.stringify(target.host)} could not be looked up ${time}. Is there a network?`
    case 'tcp':
      return `${who} did not take the connection ${time}. Is the address right, and does a firewall let us through?`
    case 'proxy':
      return `The proxy ${proxy?.authority} opened no way to ${who} ${time}.`
    case 'tls':
      return `${who} took the connection, but the TLS handshake was not done ${time}. Does it speak TLS on this port?`
    default:
      return `${who} took the connection, but gave no answer to the opening request ${time}. Is there a WebSocket server on this port?`
  }
}
