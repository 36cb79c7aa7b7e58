import type { Duplex } from 'node:stream'
import type { Attempt } from './attempt.ts'
import { ConnectCode, ConnectError } from './connect-error.ts'
import { oneLine } from './one-line.ts'
import { openTcp } from './open-tcp.ts'
import { openTls } from './open-tls.ts'
import { isReadable, maxHeadBytes, readAnswer, readBodyStart } from './read-answer.ts'
import { refusedByProxy } from './refusal.ts'
import type { ProxySettings, TcpSettings } from './settings.ts'
import type { Target } from './target.ts'

/** A way through an HTTP proxy to the target, by CONNECT (RFC 9110 §9.3.6). Nothing but its host and port is told to the proxy. */
export async function openTunnel(
  target: Target,
  proxy: ProxySettings,
  tcp: TcpSettings,
  attempt: Attempt,
): Promise<Duplex> {
  const socket = await openTcp(proxy, tcp, attempt, { name: 'proxy', tcp: 'proxy' })
  const stream = proxy.isSecure ? await openTls(proxy, socket, proxy.tls, attempt, 'proxy') : socket
  const credentials = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`
  stream.write(`CONNECT ${target.authority} HTTP/1.1\r\nHost: ${target.authority}\r\n${credentials}\r\n`)
  const answer = await readAnswer(stream, attempt)
  if (answer.kind !== 'head') throw noAnswer(proxy.authority, target, answer)
  if (answer.head.status >= 200 && answer.head.status < 300) return stream
  attempt.stopClock()
  const text = await readBodyStart(stream, answer.head, attempt)
  throw refusedByProxy(proxy.authority, target, answer.head, isReadable(answer.head) ? text : undefined)
}

function noAnswer(
  proxy: string,
  target: Target,
  answer: Exclude<Awaited<ReturnType<typeof readAnswer>>, { kind: 'head' }>,
): ConnectError {
  const when = `when asked for ${target.authority}`
  const shared = { code: ConnectCode.proxyAnswer, step: 'proxy', address: proxy } as const
  switch (answer.kind) {
    case 'ended':
      return new ConnectError({
        ...shared,
        message: `The proxy ${proxy} closed the connection ${when}.`,
        cause: answer.error,
      })
    case 'too-large':
      return new ConnectError({
        ...shared,
        message: `The head of the answer of the proxy ${proxy} is larger than ${maxHeadBytes} bytes.`,
      })
    case 'not-http': {
      const start = JSON.stringify(oneLine(answer.start.toString('latin1', 0, 100), 60))
      return new ConnectError({
        ...shared,
        message: `The proxy ${proxy} did not answer in HTTP ${when}, but ${start}.`,
      })
    }
  }
}
