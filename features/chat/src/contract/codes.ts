/** The feature's own refusals, besides the platform's. */
export const ChatCode = {
  /** Nothing to say, or nothing that can be seen. */
  empty: 'chat/empty',
  exists: 'chat/exists',
  badKey: 'chat/bad-key',
  archived: 'chat/archived',
  muted: 'chat/muted',
  slowMode: 'chat/slow-mode',
  noMessage: 'chat/no-message',
  notYours: 'chat/not-yours',
  deleted: 'chat/deleted',
  mayNotMentionRoom: 'chat/may-not-mention-room',
  tooManyReactions: 'chat/too-many-reactions',
  tooManyPins: 'chat/too-many-pins',
  noFile: 'chat/no-file',
  noMember: 'chat/no-member',
  lastOwner: 'chat/last-owner',
  full: 'chat/full',
  blocked: 'chat/blocked',
  /** The hook said no; `message` is what it said. */
  rejected: 'chat/rejected',
  /** That time is over; or it cannot be called off any more, as it is being sent, or was. */
  tooLate: 'chat/too-late',
  /** Too far in the future. */
  tooFar: 'chat/too-far',
  tooMany: 'chat/too-many',
} as const
