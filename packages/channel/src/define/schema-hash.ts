import type { ChannelDefinition } from './define-channel.ts'

/**
 * 16 hexadecimal digits that change when a channel's version or the names of its commands, signals, views or events do. Pin it in
 * a test: when it changes, ask whether old clients and old events still fit, and raise `version` if not.
 */
export function schemaHashOf({ name, version, commands, signals, views, fold }: ChannelDefinition): string {
  const names = [commands.keys(), signals.keys(), views.keys(), Object.keys(fold.events)].map((list) =>
    [...list].sort(),
  )
  return fnv1a64(JSON.stringify([name, version, ...names]))
}

/** FNV-1a of the text's UTF-16 units, low byte first. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n
  const add = (byte: number) => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    add(unit & 0xff)
    add(unit >> 8)
  }
  return hash.toString(16).padStart(16, '0')
}
