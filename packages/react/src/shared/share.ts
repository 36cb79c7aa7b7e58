/**
 * A copy of `next` that nobody changes any more, in which every part that is as it was in `before` is that very part. A state grows in place; React
 * tells what has changed by which objects are others.
 */
export function share<Value>(before: unknown, next: Value): Value {
  return shared(before, next) as Value
}

function shared(before: unknown, next: unknown): unknown {
  if (Object.is(before, next) && !isContainer(next)) return next
  if (Array.isArray(next)) return sharedList(Array.isArray(before) ? before : undefined, next)
  if (next instanceof Map) return sharedMap(before instanceof Map ? before : undefined, next)
  if (next instanceof Set) return sharedSet(before instanceof Set ? before : undefined, next)
  if (isPlain(next)) return sharedRecord(isPlain(before) ? before : undefined, next)
  return next
}

function sharedList(before: readonly unknown[] | undefined, next: readonly unknown[]): readonly unknown[] {
  const copy = next.map((each, index) => shared(before?.[index], each))
  const isSame = before?.length === copy.length && copy.every((each, index) => Object.is(each, before[index]))
  return isSame ? before : copy
}

type Record = { readonly [name: string]: unknown }

function sharedRecord(before: Record | undefined, next: Record): Record {
  const names = Object.keys(next)
  const entries = names.map((name) => [name, shared(ownOf(before, name), next[name])] as const)
  const isSame =
    before !== undefined &&
    Object.keys(before).length === names.length &&
    entries.every(([name, value]) => Object.hasOwn(before, name) && Object.is(value, before[name]))
  // By entries: a record may have a key "__proto__", which assigning would not make its own.
  return isSame ? before : Object.fromEntries(entries)
}

function sharedMap(before: ReadonlyMap<unknown, unknown> | undefined, next: ReadonlyMap<unknown, unknown>) {
  const copy = new Map([...next].map(([key, value]) => [key, shared(before?.get(key), value)]))
  const isSame =
    before?.size === copy.size &&
    [...copy].every(([key, value]) => before.has(key) && Object.is(value, before.get(key)))
  return isSame ? before : copy
}

function sharedSet(before: ReadonlySet<unknown> | undefined, next: ReadonlySet<unknown>) {
  const isSame = before?.size === next.size && [...next].every((each) => before.has(each))
  return isSame ? before : new Set(next)
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || value instanceof Map || value instanceof Set || isPlain(value)
}

function isPlain(value: unknown): value is Record {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function ownOf(record: Record | undefined, name: string): unknown {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}
