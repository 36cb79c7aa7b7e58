/** A frame whose payload has not arrived whole. */
export interface PartialFrame {
  readonly opcode: number
  readonly fin: boolean
  /** Turned so that it fits the next byte. */
  key: number
  due: number
  /** The payload so far, of a control frame; a data frame's goes to the message. */
  readonly control: Uint8Array | undefined
}
