/**
 * Every reason Parley gives for saying no, on the wire and in code. PROTOCOL.md#codes lists the same words; a test
 * holds the two together.
 */
export const Code = {
  /** The message is not JSON, not an object, or lacks a field its type needs. */
  badMessage: 'bad-message',
  /** The message's `type` is none that this version knows. */
  unknownType: 'unknown-type',
  /** No feature on this server defines such a channel. */
  unknownChannel: 'unknown-channel',
  /** The channel has no view of that name. */
  unknownView: 'unknown-view',
  /** The channel has no command of that name. */
  unknownCommand: 'unknown-command',
  /** The channel has no signal of that name. */
  unknownSignal: 'unknown-signal',
  /** The view shows no collection of documents of that name. */
  unknownCollection: 'unknown-collection',
  /** The view has no older events to `read`. */
  noHistory: 'no-history',
  /** The client was written for another version of this channel: the page must be loaded again. */
  schemaMismatch: 'schema-mismatch',
  /** The input does not match the command's schema; `issues` says which field and why. */
  invalidInput: 'invalid-input',
  /** This user may not do that here. A channel that does not exist answers the same to those who may not see it. */
  notAllowed: 'not-allowed',
  /** Signals and reads need the view to be open first. */
  notOpen: 'not-open',
  /** This session has as many views open as it may. */
  tooManyViews: 'too-many-views',
  /** This session has as many unanswered commands as it may. */
  tooManyPending: 'too-many-pending',
  /** Commands came faster than this user, or all of this address, may send them. After `retryAfterMs` the same one is taken. */
  tooFast: 'too-fast',
  /** The store could not write. Nothing was changed; the same command may be sent again. */
  storeUnavailable: 'store-unavailable',
  /** There is no room left where the server stores. Nothing was changed, reading goes on; the same command may be sent again. */
  storeFull: 'store-full',
  /** The server failed at this and logged why. */
  internal: 'internal',
  /** The client speaks a version of the protocol that this server does not. */
  protocolVersion: 'protocol-version',
  /** The server wants to know who this is, and the answer was no. */
  unauthenticated: 'unauthenticated',
  /** The token ends soon: `authenticate` with a new one keeps the session. */
  tokenExpiring: 'token-expiring',
  /** The token's time is over. */
  tokenExpired: 'token-expired',
  /** The server's owner took this user's access away. */
  revoked: 'revoked',
  /** This user has as many sockets as one user may. */
  tooManySockets: 'too-many-sockets',
  /** The server is going away; `reconnectAfterMs` says when to come back. */
  draining: 'draining',
  /** No first message came in time. */
  helloTimeout: 'hello-timeout',
  /** Too many messages that are not ours came over one connection. */
  tooManyErrors: 'too-many-errors',
  /** The reader is so far behind that even its answers no longer fit the queue. */
  tooSlow: 'too-slow',
} as const

export type Code = (typeof Code)[keyof typeof Code]

/**
 * Close codes of our own. The range carries the policy, so that a client obeys codes it has never heard of:
 * 4000–4499 come back, 4500–4999 do not.
 */
export const CloseCode = {
  tooSlow: 4008,
  helloTimeout: 4009,
  /** Come back with a new token. */
  expired: 4010,
  unauthenticated: 4501,
  protocolVersion: 4502,
  tooManyErrors: 4503,
} as const

/** Whether a client that was closed with `code` may connect again by itself. */
export function mayReconnect(code: number): boolean {
  return code < 4500 || code > 4999
}
