/** A list of rules has one for each name, and may have one for all names that begin alike: `thread/*` for `thread/17`. */
export function isStarred(name: string): boolean {
  return name.endsWith('/*')
}

/** Whether it can name a rule: 1 to 200 characters, a star only at the end, behind a slash that is not all there is. */
export function canNameRule(name: string): boolean {
  const star = name.indexOf('*')
  const isAtEnd = star === name.length - 1 && star > 1 && name[star - 1] === '/'
  return name.length >= 1 && name.length <= 200 && (star < 0 || isAtEnd)
}

/** Which of the names that there are stands for this one: the very name comes first, then the longest beginning. `undefined`: none. */
export function ruleNameOf(name: string, has: (ruleName: string) => boolean): string | undefined {
  if (!isStarred(name) && has(name)) return name
  // What stands for the star has a character at least.
  for (let slash = name.length - 1; slash > 0; ) {
    slash = name.lastIndexOf('/', slash - 1)
    const starred = `${name.slice(0, slash + 1)}*`
    if (slash > 0 && has(starred)) return starred
  }
  return undefined
}

/** What stands for the star of the rule's name. */
export function partOf(name: string, ruleName: string): string {
  return isStarred(ruleName) ? name.slice(ruleName.length - 1) : ''
}
