/** What one key does at the desk. */
export type Shortcut = 'next' | 'previous' | 'reply' | 'note' | 'resolve' | 'take' | 'help'

/** In the order in which the help lists them. */
export const shortcuts: { readonly [key: string]: Shortcut } = {
  j: 'next',
  k: 'previous',
  a: 'take',
  r: 'reply',
  n: 'note',
  e: 'resolve',
  '?': 'help',
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'>

/** The shortcut of a key; none with a modifier, while an input method composes, or while somebody writes. */
export function shortcutOf(event: Key, isWriting: boolean): Shortcut | undefined {
  const { key, ctrlKey, metaKey, altKey, isComposing, repeat } = event
  if (isWriting || isComposing || ctrlKey || metaKey || altKey) return undefined
  const shortcut = Object.hasOwn(shortcuts, key.toLowerCase()) ? shortcuts[key.toLowerCase()] : undefined
  const walks = shortcut === 'next' || shortcut === 'previous'
  return repeat && !walks ? undefined : shortcut
}
