// The highest there is; an app may lower them (`notifications({ limits })`).
export const maxItems = 500
export const maxRecent = 50
export const maxTitleLength = 200
export const maxBodyLength = 2_000
export const maxLinkLength = 2_000
export const maxDataBytes = 4_096
export const maxKeyLength = 200
export const maxActions = 4
export const maxActorsShown = 3
export const maxActorsCounted = 100
export const maxIdsPerCommand = 500
export const maxDevices = 20
export const maxDigestEvents = 100
/** Notices one person takes in a minute. */
export const maxPerMinute = 120
export const maxSnoozeDays = 365
