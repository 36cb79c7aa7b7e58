/** Reasons that the client gives by itself; all others come from the server and stand in PROTOCOL.md#codes. */
export const ClientCode = {
  /** No connection could be made. */
  unreachable: 'client/unreachable',
  /** Connected, but no `welcome` came in time. */
  noWelcome: 'client/no-welcome',
  /** Nothing was heard for so long that the connection must be dead. */
  silent: 'client/silent',
  /** The connection broke. */
  lost: 'client/lost',
  /** The server closed the connection; the message has its close code and reason. */
  closedByServer: 'client/closed-by-server',
  /** The connection, or the last handle of the view, was closed by this side. */
  closed: 'client/closed',
  /** More commands wait for an answer than `maxPending` allows. */
  outboxFull: 'client/outbox-full',
  /** The message is larger than the server takes. */
  tooLarge: 'client/too-large',
  /** The input cannot be written as JSON. */
  notJson: 'client/not-json',
  /** The command was given up by `discard`. */
  discarded: 'client/discarded',
  /** It was sent too long ago to be sent again: the server may have forgotten that it took effect. */
  tooOld: 'client/too-old',
  /** The `token` function failed. */
  noToken: 'client/no-token',
  /** Another user than the one who posted the command is connected now. */
  otherUser: 'client/other-user',
} as const

export type ClientCode = (typeof ClientCode)[keyof typeof ClientCode]
