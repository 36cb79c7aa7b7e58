// The highest there is; an app may lower them (`inquiry({ limits })`).
/** UTF-16 units of one message or note. */
export const maxTextLength = 10_000
/** Entries in the state of a view; those before are found in the collection `entries`. */
export const maxRecent = 50
export const maxFilesPerMessage = 15
/** Files of one person in one inquiry that no message names yet; the oldest goes first. */
export const maxUploads = 100
/** Inquiries in a customer's own list; the oldest that is resolved goes first. */
export const maxPerCustomer = 50
/** Of one desk, all that are not resolved. */
export const maxOpen = 100_000
export const maxAgents = 2_000
/** Rows in the view of one queue, in order; those behind are counted. */
export const maxQueueShown = 200
/** Tickets of one team in the view `line`; who is behind them is told that there are more. */
export const maxTicketsShown = 50
export const maxTeams = 50
export const maxLabels = 20
export const maxLabelLength = 40
export const maxCannedReplies = 500
export const maxTitleLength = 200
/** Of a person; longer ones are cut. */
export const maxNameLength = 200
/** Of the first and of the newest text in a row. */
export const maxSnippetLength = 120
export const maxFields = 20
/** Of one answer in the form. */
export const maxAnswerLength = 1_000
export const maxNoteMentions = 20
/** Agents beside the assignee that take part in one inquiry. */
export const maxParticipants = 50
export const maxSnoozeDays = 365
/** Days that reports look back. */
export const maxReportDays = 92
export const maxCapacity = 1_000
/** Events of one door that wait to be sent. */
export const maxQueued = 10_000
