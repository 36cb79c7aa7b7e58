/** The same masked frame `count` times. */
export function encodeClientFrame(opcode: number, text: string, count: number, fin = true): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.alloc(body.length > 125 ? 8 : 6)
  head[0] = (fin ? 0x80 : 0) | opcode
  head[1] = 0x80 | (body.length > 125 ? 126 : body.length)
  if (body.length > 125) head.writeUInt16BE(body.length, 2)
  const frame = Buffer.concat([head, body])
  return Buffer.concat(Array.from({ length: count }, () => frame))
}
