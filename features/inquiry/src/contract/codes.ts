/** The feature's own refusals, besides the platform's. What a customer or an agent may not see answers as what is not there: `not-allowed`. */
export const InquiryCode = {
  /** Somebody has it already; the message says who. */
  taken: 'inquiry/taken',
  /** It changed since: the `rev` of the command is not that of the inquiry. */
  changed: 'inquiry/changed',
  /** Resolved, snoozed, merged or with a bot: it is not in the queue. */
  notWaiting: 'inquiry/not-waiting',
  resolved: 'inquiry/resolved',
  notResolved: 'inquiry/not-resolved',
  /** It was merged into another one, which is to be used. */
  merged: 'inquiry/merged',
  /** The agent has as many as he takes. */
  capacity: 'inquiry/capacity',
  /** Nobody of that id answers inquiries of this team. */
  noAgent: 'inquiry/no-agent',
  noTeam: 'inquiry/no-team',
  /** Somebody else answers this one; with `join` the reply is sent all the same. */
  notYours: 'inquiry/not-yours',
  /** A colleague has answered since what the reply was written after. */
  newerReply: 'inquiry/newer-reply',
  /** A field of the form is missing, unknown or wrong; the message names it. */
  badForm: 'inquiry/bad-form',
  /** Nothing to say, or nothing that can be seen. */
  empty: 'inquiry/empty',
  /** The customer has one that is not resolved. */
  alreadyOpen: 'inquiry/already-open',
  /** Under its `id` another's inquiry has begun. */
  notBegun: 'inquiry/not-begun',
  tooMany: 'inquiry/too-many',
  badTime: 'inquiry/bad-time',
  /** The code that lets somebody take over a guest's inquiries is wrong or over. */
  badCode: 'inquiry/bad-code',
  alreadyRated: 'inquiry/already-rated',
  noCannedReply: 'inquiry/no-canned-reply',
  noFile: 'inquiry/no-file',
  /** This server mails nothing. */
  noMail: 'inquiry/no-mail',
  /** No address of this customer is known. */
  noAddress: 'inquiry/no-address',
} as const
