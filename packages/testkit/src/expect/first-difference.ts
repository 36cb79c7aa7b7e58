import { canonical, isSameJson } from './same-json.ts'

/** Where two plain JSON values begin to differ, as `messages.3.text`; '' for the values themselves. `undefined`: nowhere. */
export function firstDifference(
  one: unknown,
  other: unknown,
  path = '',
): { readonly path: string; readonly one: string; readonly other: string } | undefined {
  if (isSameJson(one, other)) return undefined
  if (isTree(one) && isTree(other) && Array.isArray(one) === Array.isArray(other)) {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const inside = firstDifference(one[name], other[name], path === '' ? name : `${path}.${name}`)
      if (inside !== undefined) return inside
    }
  }
  return { path, one: short(canonical(one)), other: short(canonical(other)) }
}

function isTree(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null
}

function short(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text
}
