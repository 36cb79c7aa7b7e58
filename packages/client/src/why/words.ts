import type { StatusReason } from '../status.ts'

/** What a page finds out by itself: what happened, and the one thing to do. The catalogue of @parley/diagnosis has the same words, and more. */
export const pageWords = {
  'page/mixed-content': [
    'This page came over https, so the browser does not let it use {url}.',
    'Connect to wss://{host}, and put TLS on that server or on a proxy in front of it.',
  ],
  'page/csp': [
    'The Content Security Policy of this page does not allow {url}.',
    "Add {source} to that policy, beside what it allows already: connect-src 'self' {source}",
  ],
  'page/may-not-ask': [
    'The Content Security Policy of this page does not let it ask {origin} why {url} failed.',
    'Add {origin} to connect-src of that policy, at least while you develop.',
  ],
  'page/offline': [
    'The browser says that there is no network.',
    'Connect this device to a network; the page goes on by itself.',
  ],
  'page/no-server': [
    'Nothing answers at {origin}.',
    'Start the server, or correct the host and port that connect() is given.',
  ],
  'page/no-trusted-server': [
    'Nothing that this browser trusts answers at {origin}.',
    'Open {origin} in a new tab: there the browser says whether the server is down or its certificate is not accepted.',
  ],
  'page/needs-wss': ['The server at {host} speaks TLS, and {url} does not.', 'Connect to wss://{host}.'],
  'page/not-tls': [
    'The server at {host} does not speak TLS, and {url} does.',
    'Connect to ws://{host}, or put TLS in front of that server.',
  ],
  'page/no-answer': [
    'No answer came from {origin} within {seconds} s.',
    'See whether that server hangs, or a firewall drops what is sent to it.',
  ],
  'page/not-attached': [
    'A server answers at {origin}, but there is no Parley at {path} (HTTP {status}).',
    'Call attach(server) on the http.Server that listens there, or give connect() the address of the one that has it.',
  ],
  'page/bad-gateway': [
    'The proxy at {origin} answers {status}: it does not reach the server behind it.',
    'Start the server behind it, or correct the address that the proxy passes {path} on to.',
  ],
  'page/socket-io': [
    'A Socket.IO server answers at {origin}, and no Parley.',
    'Give connect() the address of a Parley server, or use socket.io-client for this one.',
  ],
  'page/redirected': [
    '{url} is redirected to {target}, and a browser does not follow redirects of a WebSocket.',
    'Connect to {target}.',
  ],
  'page/not-forwarded': [
    'The Parley that answers over HTTP at {origin} has not seen this WebSocket.',
    'Have the proxy pass the headers Upgrade and Connection on for {path}, let no other listener for upgrades answer there, and where several servers stand behind it, send each visitor to one of them.',
  ],
  'page/blocked': [
    'The browser refused {url} by itself, after {ms} ms.',
    'Look for an extension or a policy of this browser that blocks WebSockets.',
  ],
  'page/another-server': [
    'A WebSocket server answers at {url}, but it is not Parley.',
    'Give Parley a path of its own, attach(server, { path }), and let the other server leave that path alone.',
  ],
  'page/destroy-upgrade': [
    'Socket.IO on the same server ended this connection after {ms} ms.',
    'Give Socket.IO the option destroyUpgrade: false.',
  ],
  'page/cut': [
    'The server let this connection in, and something cut it after {ms} ms.',
    'Have other listeners for upgrades on that server, and proxies in front of it, leave {path} alone.',
  ],
  'page/idle-limit': [
    '{count} connections in a row ended {seconds} s after their last message: something on the way has an idle limit.',
    'Raise that limit (nginx: proxy_read_timeout, HAProxy: timeout tunnel), or set attach(server, { heartbeatMs }) below it.',
  ],
  'page/strict-mode': [
    'A connection was closed {ms} ms after it was made, before it was open, as StrictMode of React does in development.',
    'Nothing: it is harmless. With @parley/react the connection stays.',
  ],
  'page/two-connections': [
    'This page has {count} connections to {url} as the same person, so each message comes to it that often.',
    'Keep one connection for the whole page, and close() it before another takes its place.',
  ],
} as const satisfies { readonly [code: string]: readonly [what: string, fix: string] }

export type PageCode = keyof typeof pageWords

/** A reason of the page's own, in English; `values` let others say it in another language. */
export function pageReason(code: PageCode, values: Readonly<Record<string, string>> = {}): StatusReason {
  const [what, fix] = pageWords[code]
  return { code, message: fillIn(what, values), fix: fillIn(fix, values), docs: docsOf(code), values }
}

/** Puts values where the words have `{name}`. */
export function fillIn(words: string, values: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  )
}

/** How it stands in a console, which may be a terminal: that obeys nothing that a server says. */
export function consoleLine({ code, message, fix }: StatusReason): string {
  return `Parley: ${message} (${code})${fix === undefined ? '' : ` Fix: ${fix}`}`.replace(/\p{Cc}+/gu, ' ')
}

function docsOf(code: string): string {
  return `docs/errors/${code.replace('/', '-')}.md`
}
