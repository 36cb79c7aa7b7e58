/** The feature's own refusals, besides the platform's. Their messages name the field. */
export const NotificationsCode = {
  unknownCategory: 'notifications/unknown-category',
  unknownWay: 'notifications/unknown-way',
  /** No such notification: never was, somebody else's, or gone. */
  notFound: 'notifications/not-found',
  noAction: 'notifications/no-action',
  /** Cannot be switched off. */
  required: 'notifications/required',
  badZone: 'notifications/bad-zone',
  badLink: 'notifications/bad-link',
  badTime: 'notifications/bad-time',
  badSubscription: 'notifications/bad-subscription',
  /** The push service of a browser is none that the app allows. */
  badHost: 'notifications/bad-host',
  /** Another notice came under the same `id` within 24 hours. */
  idReused: 'notifications/id-reused',
  /** More than one person takes of one category in a minute, one topic or one queue holds; `retryAfterMs` says when. */
  tooMany: 'notifications/too-many',
} as const
