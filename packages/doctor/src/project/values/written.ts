import type { Value } from './value.ts'

/** As text: what a page's address is made of stands there as `‹location.host›`. */
export function written(value: Value): string | undefined {
  if (value.is === 'constant') return String(value.value)
  const place =
    value.is === 'thing' ? /^global:(?:window\.|document\.|self\.)*(location\.\w+)$/.exec(value.path)?.[1] : undefined
  if (value.is === 'thing' && /location\.origin\.replace\(\)$/.test(value.path)) return '‹location.origin›'
  return place === undefined ? '‹?›' : `‹${place}›`
}
