/** What a header that the handshake does not judge is for. */
export interface HeaderRole {
  readonly note: string
  /** The value as a finding may show it: people copy findings into tickets, so secrets are left out. */
  readonly show: (value: string) => string
}

function shown(note: string): HeaderRole {
  return { note, show: (value) => value }
}

function secret(note: string): HeaderRole {
  return { note, show: (value) => `(hidden, ${value.length} characters)` }
}

const unknown = shown('The WebSocket handshake does not use this header.')
const proxy = shown('A proxy in between added this; the handshake does not use it.')

// A Map, so that a header called `constructor` finds nothing.
const ROLES: ReadonlyMap<string, HeaderRole> = new Map([
  ['origin', shown('The page that opened the connection; the server checks it against its own list of origins.')],
  ['cookie', secret('Cookies of the browser; the application may take the user from them.')],
  ['set-cookie', secret('The server sets a cookie with its answer.')],
  ['authorization', secret('Credentials; the application may take the user from them.')],
  ['proxy-authorization', secret('Credentials for a proxy; they should not have come this far.')],
  ['user-agent', shown('The program that connects.')],
  ['server', shown('The program that answers.')],
  [
    'sec-websocket-extensions',
    shown('Extensions such as permessage-deflate that the client offers; none is used, which is always allowed.'),
  ],
  ['via', proxy],
  ['forwarded', proxy],
  ['x-forwarded-for', proxy],
  ['x-forwarded-proto', proxy],
  ['x-forwarded-host', proxy],
  ['x-real-ip', proxy],
])

/** What to say about a header; its name is given in lower case. */
export function roleOf(header: string): HeaderRole {
  return ROLES.get(header) ?? unknown
}
