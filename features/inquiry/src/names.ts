/** Of a team, and of a field of the form: 1 to 40 of `a`–`z`, `0`–`9`, `-`, `_`. */
export function isName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z0-9_-]{1,40}$/.test(name)
}
