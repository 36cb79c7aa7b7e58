/** Whether two plain JSON values are the same, whatever the order of their fields. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** The value as JSON with its fields in order. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
      return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
    }) ?? 'undefined'
  )
}
