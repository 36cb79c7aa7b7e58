interface MaybeGuest {
  readonly guest?: boolean
}

/**
 * Whether anybody known in a room has signed in. Only there are guests marked, so that nobody takes a guest for the
 * person whose name he gave himself; where all are guests, saying so of each tells nothing.
 */
export function hasSignedIn(
  messages: readonly { readonly by: MaybeGuest }[],
  people: readonly MaybeGuest[],
  me: MaybeGuest | undefined,
): boolean {
  const isSignedIn = (person: MaybeGuest) => person.guest !== true
  return (me !== undefined && isSignedIn(me)) || people.some(isSignedIn) || messages.some(({ by }) => isSignedIn(by))
}
