import { systemActor } from '@parley/channel'
import { cleanName } from '../clean-name.ts'
import type { User } from '../options.ts'

/** The longest name that others are shown. */
const maxName = 80

/**
 * A user comes from the app's own code, but often from a database or a token, and the name from the person: both are worth
 * a look. `from`: who made it. What cannot be a user throws; a name is made fit to be seen, and if nothing is left of it the id is shown.
 */
export function checkUser(user: User, from = '"authenticate"'): User {
  const { id, name, signedInAt } = user
  // A line feed would make two users' command ids ambiguous, and half a character is the same as any other in UTF-8.
  if (typeof id !== 'string' || id === '' || id.length > 200 || /[\p{Cc}\p{Cs}]/u.test(id)) {
    throw new TypeError(
      `${from} must return { id, name } with an id of 1 to 200 printable characters; id was ${JSON.stringify(id)}`,
    )
  }
  // Whoever has the id of the one who sends planned commands could take their effect away by using their ids first.
  if (id === systemActor.id) {
    throw new TypeError(`${from} must return an id of the app's own; "${id}" is that of Parley itself`)
  }
  if (typeof name !== 'string') {
    throw new TypeError(`${from} must return { id, name }; name was ${JSON.stringify(name)}`)
  }
  if (signedInAt !== undefined && !Number.isFinite(signedInAt)) {
    throw new TypeError(`"signedInAt" of ${from} is a time in milliseconds; this one was ${String(signedInAt)}`)
  }
  const shown = { id, name: cleanName(name, maxName) ?? cleanName(id, maxName) ?? id }
  return signedInAt === undefined ? shown : { ...shown, signedInAt }
}
