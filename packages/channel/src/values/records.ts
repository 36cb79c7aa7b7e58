// Ids are what their owners like, `__proto__` too: objects that are read and changed by id are so only through these.

type Values<T> = { readonly [key: string]: T }

/** The value that stands there itself, not one that all objects inherit. */
export function ownValue<T>(record: Values<T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

export function setValue<T>(record: { [key: string]: T }, key: string, value: T): void {
  if (key !== '__proto__') record[key] = value
  else Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true })
}
