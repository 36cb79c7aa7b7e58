import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import type { Attempt } from './attempt.ts'
import type { ConnectStep } from './connect-error.ts'
import type { TcpSettings } from './settings.ts'
import type { Place } from './target.ts'
import { tcpFault } from './tcp-fault.ts'

/** How long one of several addresses is tried before the next. Node's 250 ms would give up on far servers that are well. */
const attemptTimeoutMs = 500

/** A TCP connection to a place. `steps`: what looking the name up, and connecting, is called in errors. */
export function openTcp(
  place: Place,
  settings: TcpSettings,
  attempt: Attempt,
  steps: { readonly name: ConnectStep; readonly tcp: ConnectStep } = { name: 'name', tcp: 'tcp' },
): Promise<Socket> {
  attempt.step = isIP(place.host) === 0 ? steps.name : steps.tcp
  const { localAddress, family, lookup } = settings
  return attempt.wait<Socket>((done, fail) => {
    const socket = connect({
      host: place.host,
      port: place.port,
      lookup: onceFound(lookup, () => {
        attempt.step = steps.tcp
      }),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
      noDelay: true,
      ...(family === undefined ? {} : { family }),
      ...(localAddress === undefined ? {} : { localAddress }),
    })
    attempt.hold(socket)
    const onConnect = () => done(socket)
    const onError = (error: Error) => fail(tcpFault(error, place, attempt.step))
    socket.on('connect', onConnect)
    socket.on('error', onError)
    return () => {
      socket.off('connect', onConnect)
      socket.off('error', onError)
    }
  })
}

/** The look-up, telling when it found something. It answers with one address or a list, as it was asked, whatever `lookup` does. */
function onceFound(lookup: LookupFunction, found: () => void): LookupFunction {
  return (host, options, answer) => {
    lookup(host, options, (error, address, family) => {
      if (error) {
        answer(error, address, family)
        return
      }
      found()
      const list = typeof address === 'string' ? [{ address, family: family ?? isIP(address) }] : address
      if (options.all === true) answer(null, list)
      else answer(null, list[0]?.address ?? '', list[0]?.family)
    })
  }
}
