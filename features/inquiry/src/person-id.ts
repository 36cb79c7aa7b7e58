import { erasedId } from './erased.ts'

/**
 * Any text of 1 to 150 UTF-16 units without half a character: what stores and wires would not keep apart. Nobody is called as those are who were
 * erased.
 */
export function isPersonId(key: string): boolean {
  return key.length >= 1 && key.length <= 150 && !/\p{Surrogate}/u.test(key) && key !== erasedId
}
