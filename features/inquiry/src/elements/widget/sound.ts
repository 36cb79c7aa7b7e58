import { Sound } from '@parley/elements'

/** For what is said to a customer. */
export const sound = new Sound('parley-inquiry-sound')
