import type { PeerCertificate } from 'node:tls'
import { ConnectCode, ConnectError, type ConnectStep } from './connect-error.ts'
import { oneLine } from './one-line.ts'
import type { Place } from './target.ts'

interface TlsError extends Error {
  readonly code?: string
  readonly reason?: string
  /** With a wrong name. */
  readonly cert?: PeerCertificate
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
])
const OTHER_CERTIFICATE = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
])
/** What OpenSSL says of bytes that are no TLS record. */
const NOT_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE|BAD_RECORD_TYPE/

/** Why TLS did not come about, as a sentence with what to change. */
export function tlsFault(error: TlsError, place: Place, step: ConnectStep): ConnectError {
  const { code, message } = judge(error, place, step === 'proxy')
  return new ConnectError({ code, step, message, address: place.authority, cause: error })
}

function judge(error: TlsError, place: Place, isProxy: boolean): { code: ConnectCode; message: string } {
  const who = isProxy ? `the proxy ${place.authority}` : place.authority
  const option = isProxy ? 'proxyTls' : 'tls'
  const word = error.code ?? ''
  if (UNTRUSTED.has(word)) {
    return {
      code: ConnectCode.certificateUntrusted,
      message:
        `Nobody whom this process trusts vouches for the certificate of ${who} (${word}). ` +
        `If you do, give its issuer: { ${option}: { ca: readFileSync('ca.pem') } }.`,
    }
  }
  if (word === 'CERT_HAS_EXPIRED' || word === 'CERT_NOT_YET_VALID') {
    const what = word === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'
    return {
      code: ConnectCode.certificateDate,
      message: `The certificate of ${who} ${what} (${word}). Renew it there, or correct the clock here.`,
    }
  }
  if (word === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = oneLine(error.cert?.subjectaltname ?? '', 200)
    return {
      code: ConnectCode.certificateName,
      message:
        `The certificate of ${who} is for ${names === '' ? 'no host at all' : names}, not for ${place.host} (${word}). ` +
        `Connect by a name it is for, or say which one to expect: { ${option}: { servername: '…' } }.`,
    }
  }
  if (OTHER_CERTIFICATE.has(word)) {
    return { code: ConnectCode.certificate, message: `The certificate of ${who} cannot be accepted (${word}).` }
  }
  if (word.endsWith('ALERT_CERTIFICATE_REQUIRED')) {
    const message = `${capital(who)} wants to see a certificate of yours (${word}): { ${option}: { cert, key } }.`
    return { code: ConnectCode.tlsFailed, message }
  }
  if (NOT_TLS.test(word)) {
    const fix = isProxy ? 'write http:// for the proxy' : 'if its WebSockets are not encrypted, use ws://'
    return { code: ConnectCode.notTls, message: `${capital(who)} does not speak TLS (${word}): ${fix}.` }
  }
  if (word === 'ECONNRESET' || word === 'EPIPE' || word === '') {
    return {
      code: ConnectCode.tlsFailed,
      message: `${capital(who)} closed the connection during the TLS handshake. Does it speak TLS on this port?`,
    }
  }
  const why = error.reason === undefined ? word : `${word}: ${oneLine(error.reason, 100)}`
  return { code: ConnectCode.tlsFailed, message: `The TLS handshake with ${who} failed (${why}).` }
}

/** For the start of a sentence. */
function capital(who: string): string {
  return who.replace(/^the proxy /, 'The proxy ')
}
