const key = Symbol.for('parley.page')

/**
 * One value for all elements of a page. Each feature's elements are a file of their own with a copy of this module in it: what
 * must be there once (who the guest is, the connections) is kept where all copies find it. The first copy makes it.
 */
export function pageWide<T>(name: string, make: () => T): T {
  const page = globalThis as { [key]?: Map<string, unknown> }
  page[key] ??= new Map()
  if (!page[key].has(name)) page[key].set(name, make())
  return page[key].get(name) as T
}
