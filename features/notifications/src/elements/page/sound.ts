import { Sound } from '@parley/elements'

/** For what is new in the inbox. */
export const sound = new Sound('parley-notification-sound')
