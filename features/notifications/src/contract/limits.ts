// The highest there is; an app may lower them (`notifications({ limits })`).
export const maxItems = 500
export const maxRecent = 50
/** Of the newest contents together, in characters. */
export const maxRecentLength = 500_000
export const maxTitleLength = 200
export const maxBodyLength = 2_000
export const maxLinkLength = 2_000
/** As JSON. */
export const maxDataLength = 4_096
export const maxKeyLength = 200
export const maxActions = 4
export const maxActorsShown = 3
export const maxActorsCounted = 100
export const maxIdsPerCommand = 500
export const maxDevices = 20
/** Notices of one digest that are kept one by one, together no longer than `maxDigestLength`; those beyond are counted. */
export const maxDigestEvents = 100
/** Of a digest, in characters; a notice that is longer goes into none. */
export const maxDigestLength = 32_768
/** Different keys of those that are only counted: by them they can still be withdrawn. */
export const maxDigestKeys = 200
export const maxLines = 10
/** Digests of one person that are open at once; what comes beyond is a notification of its own. */
export const maxDigests = 100
/** Deliveries of one person that wait for quiet hours to end or to be read; beyond, the one that waits longest is not sent. */
export const maxWaiting = 200
/** What they say together, in characters. */
export const maxWaitingLength = 1_000_000
/** What became of deliveries: the newest lines of one person. */
export const maxDeliveries = 1_000
export const maxCategories = 100
export const maxLanguages = 50
/** Subscribers of one topic, and of each of the 128 parts of `everyone`. */
export const maxSubscribers = 100_000
/** Notices of one topic that are on their way to its subscribers. */
export const maxPublications = 1_000
/** Deliveries of one way that wait to be sent. */
export const maxQueued = 10_000
/** Those of them that are one person's. */
export const maxQueuedPerPerson = 500
/** Notices of one category that one person takes in a minute. */
export const maxPerMinute = 120
/** Ids of senders that an inbox or a topic remembers for 24 hours, the newest. */
export const maxIds = 500
/** A guest who did nothing for so many days is told what everyone is told no more. */
export const maxGuestDays = 30
export const maxSnoozeDays = 365
