/** What both ends agreed on for permessage-deflate (RFC 7692 §7.1). */
export interface DeflateParameters {
  /** Whether the server's messages may refer to the server's earlier ones. */
  readonly serverContextTakeover: boolean
  /** Whether the client's messages may refer to the client's earlier ones. */
  readonly clientContextTakeover: boolean
  /** The server looks back at most 2 to this power of bytes: 8–15. */
  readonly serverMaxWindowBits: number
  /** The client looks back at most 2 to this power of bytes: 8–15. */
  readonly clientMaxWindowBits: number
  /** The client asked for a window of the server's, so the answer names it whatever it is (RFC 7692 §7.1.2.1). */
  readonly namesServerWindow?: boolean
}

/** What one end wants of permessage-deflate. */
export interface DeflateChoice {
  /**
   * Whether messages may refer to earlier ones. That makes small messages much smaller and costs up to 64 KiB for each
   * connection that sends, and no message can be compressed once for many. @default false
   */
  readonly contextTakeover?: boolean
  /** How far to look back at most, as a power of two in bytes: 9–15. @default 15 */
  readonly windowBits?: number
}

/** The extension's registered name. */
export const DEFLATE = 'permessage-deflate'

/** 32 KiB, as far as DEFLATE can look back. */
export const MAX_WINDOW_BITS = 15

/** The parameters of one offer or answer, each known, once, and in its range. */
export interface DeflateParts {
  readonly serverNoContextTakeover: boolean
  readonly clientNoContextTakeover: boolean
  readonly serverMaxWindowBits: number | undefined
  /** `true`: named without a value, which only an offer may do. */
  readonly clientMaxWindowBits: number | true | undefined
}

/** Reads the parameters of an offer or an answer; undefined if one is unknown, twice there, or out of its range. */
export function readParts(
  parameters: readonly (readonly [name: string, value: string | undefined])[],
): DeflateParts | undefined {
  const seen = new Map<string, string | undefined>()
  for (const [name, value] of parameters) {
    if (seen.has(name) || !isAllowed(name, value)) return undefined
    seen.set(name, value)
  }
  return {
    serverNoContextTakeover: seen.has(SERVER_NO_CONTEXT),
    clientNoContextTakeover: seen.has(CLIENT_NO_CONTEXT),
    serverMaxWindowBits: bitsOf(seen.get(SERVER_BITS)),
    clientMaxWindowBits: seen.has(CLIENT_BITS) ? (bitsOf(seen.get(CLIENT_BITS)) ?? true) : undefined,
  }
}

export const SERVER_NO_CONTEXT = 'server_no_context_takeover'
export const CLIENT_NO_CONTEXT = 'client_no_context_takeover'
export const SERVER_BITS = 'server_max_window_bits'
export const CLIENT_BITS = 'client_max_window_bits'

function isAllowed(name: string, value: string | undefined): boolean {
  switch (name) {
    case SERVER_NO_CONTEXT:
    case CLIENT_NO_CONTEXT:
      return value === undefined
    case SERVER_BITS:
      return bitsOf(value) !== undefined
    case CLIENT_BITS:
      return value === undefined || bitsOf(value) !== undefined
    default:
      return false
  }
}

/** A decimal without leading zeros (RFC 7692 §7.1.2.1), 8–15. */
function bitsOf(value: string | undefined): number | undefined {
  const at = value === undefined ? -1 : ['8', '9', '10', '11', '12', '13', '14', '15'].indexOf(value)
  return at < 0 ? undefined : at + 8
}
