/** The longest text of one message, after trimming, in UTF-16 units as `String.length` counts them. */
export const maxTextLength = 4000

/** How many messages of the main list a room's state holds; older ones are documents. */
export const maxMessages = 50

/** How many of the newest messages, threads included, a room's state names for counting what is unread: beyond, it is "99+". */
export const maxRecent = 100

/** Who is named in one message. `@room` counts as one. */
export const maxMentions = 50

/** Different emoji on one message, and all reactions on one message. */
export const maxEmoji = 20
export const maxReactions = 500

export const maxPins = 50

/** How much of a message's text a pin and the last line of a list of rooms show, in UTF-16 units. */
export const maxSnippetLength = 200

/** Earlier texts of one message that are kept. */
export const maxEditVersions = 20

/** Owners and moderators of one room; invitations that nobody has taken up; people banned. */
export const maxStaff = 100
export const maxInvites = 1000
export const maxBanned = 5000

/** Reports and held messages of one room that nobody has decided on: beyond, reporting and what the hook holds are refused. */
export const maxReports = 500
export const maxHeld = 500

/** The newest entries of the audit log that the view `moderation` shows. */
export const maxAudit = 100

/** Below that a member of a public room may mention everybody. */
export const maxMembersForRoomMention = 20

/** In rooms of more members a mention of everybody is announced to nobody: each is a transaction of its own. */
export const maxMembersForRoomTelling = 1000

/** Places of one person of which it is known that he was told something: rooms and threads; the one told of longest ago is forgotten first. */
export const maxToldPlaces = 1000

/** In rooms of more members a new title reaches the lists of rooms only by the view `unread`. */
export const maxMembersForTitleNews = 1000
export const maxFilesPerMessage = 10

/** In rooms of more members nobody is told how far others have read. */
export const maxMembersForReceipts = 100

/** In rooms with more people present nobody is told who types. */
export const maxPresentForTyping = 100

/** Members of one room, rooms of one person, people somebody blocks, drafts, messages that wait for their time. */
export const maxMembers = 20_000
export const maxRoomsPerPerson = 500
export const maxBlocked = 1000
export const maxDrafts = 100
export const maxScheduled = 100

/** Invitations to one person; the oldest is dropped first. Failures he has not dismissed, messages of his that wait for the staff: likewise. */
export const maxInvitesPerPerson = 100
export const maxFailures = 50
export const maxHeldPerPerson = 100

/** Threads whose reading one person's channel remembers; the one that he read longest ago is forgotten first. */
export const maxThreads = 500

/** Uploads of one room that no message names yet; the oldest is dropped first. */
export const maxUploads = 200

export const maxTitleLength = 80
export const maxTopicLength = 500
export const maxReasonLength = 500

/** Slow mode: at most one message in so long, for all but the staff. */
export const maxSlowModeMs = 21_600_000

/** How far ahead a message can be scheduled: a year. */
export const maxScheduleMs = 366 * 24 * 3_600_000
