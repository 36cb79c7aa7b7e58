// The host names that this package may use: the whole list. Everything else (timers, sockets, chance) is a compile error.

interface TextDecoder {
  decode(input: Uint8Array): string
}
declare var TextDecoder: {
  new (label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean }): TextDecoder
}

interface TextEncoder {
  encode(text: string): Uint8Array
  encodeInto(text: string, into: Uint8Array): { read: number; written: number }
}
declare var TextEncoder: {
  new (): TextEncoder
}
