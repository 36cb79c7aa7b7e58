import { ConnectCode, ConnectError, type ConnectStep } from './connect-error.ts'
import type { Place } from './target.ts'

/** What Node's `net` says of a connection that did not come about. */
interface NetError extends Error {
  readonly code?: string
  readonly syscall?: string
  readonly address?: string
  readonly port?: number
  /** One for each address that was tried. */
  readonly errors?: readonly NetError[]
}

const NAME_CALLS = new Set(['getaddrinfo', 'queryA', 'queryAaaa', 'getHostByName'])
const NAME_CODES = new Set(['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])

/** Why there is no TCP connection, with each address that was tried. */
export function tcpFault(error: NetError, place: Place, step: ConnectStep): ConnectError {
  if (NAME_CALLS.has(error.syscall ?? '') || NAME_CODES.has(error.code ?? '') || step === 'name') {
    const { code, message } = nameFault(error, place.host)
    return new ConnectError({ code, step, message, address: place.authority, cause: error })
  }
  const tries = error.errors?.length ? error.errors : [error]
  const [first = error] = tries
  const isOne = tries.length === 1
  const list = tries.map((each) => `${addressOf(each, place)} ${wordsFor(each)}`).join(', ')
  return new ConnectError({
    code: codeOf(tries),
    step,
    message: `No connection to ${place.shown} could be made: ${list}.${hintFor(tries)}`,
    address: isOne ? addressOf(first, place) : place.authority,
    cause: error,
  })
}

function nameFault(error: NetError, host: string): { readonly code: ConnectCode; readonly message: string } {
  const name = JSON.stringify(host)
  const word = error.code ?? error.message
  switch (error.code) {
    case 'ENOTFOUND':
    case 'ENODATA':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return {
        code: ConnectCode.nameNotFound,
        message: `No machine has the name ${name} (${word}). Check the host in the URL.`,
      }
    case 'EAI_AGAIN':
      return {
        code: ConnectCode.nameUnavailable,
        message: `The name ${name} could not be looked up (${word}): no name server answered. Check the network, then try again.`,
      }
    default:
      return {
        code: ConnectCode.nameUnavailable,
        message: `The name ${name} could not be looked up (${word}).`,
      }
  }
}

function codeOf(tries: readonly NetError[]): ConnectCode {
  // Somebody answered there: that says more than silence elsewhere.
  if (tries.some(isRefused)) return ConnectCode.refused
  if (tries.some(isUnreachable)) return ConnectCode.unreachable
  return tries.some(({ code }) => code === 'ETIMEDOUT') ? ConnectCode.timeout : ConnectCode.failed
}

function hintFor(tries: readonly NetError[]): string {
  if (tries.every(isRefused)) return ' Nothing listens there: start the server, or correct the port.'
  if (tries.every(isUnreachable)) return ' Check the address and the network.'
  return ''
}

function wordsFor(error: NetError): string {
  if (isRefused(error)) return 'refused the connection (ECONNREFUSED)'
  if (isUnreachable(error)) return `cannot be reached (${error.code})`
  if (error.code === 'ETIMEDOUT') return 'did not answer (ETIMEDOUT)'
  return `failed (${error.code ?? error.message})`
}

function isRefused({ code }: NetError): boolean {
  return code === 'ECONNREFUSED'
}

function isUnreachable({ code }: NetError): boolean {
  return code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL'
}

function addressOf({ address, port }: NetError, place: Place): string {
  if (address === undefined) return place.authority
  return `${address.includes(':') ? `[${address}]` : address}:${port ?? place.port}`
}
