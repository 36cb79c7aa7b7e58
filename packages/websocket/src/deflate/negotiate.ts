import type { Extension } from '../handshake/extension-list.ts'
import {
  CLIENT_BITS,
  CLIENT_NO_CONTEXT,
  DEFLATE,
  type DeflateChoice,
  type DeflateParameters,
  MAX_WINDOW_BITS,
  readParts,
  SERVER_BITS,
  SERVER_NO_CONTEXT,
} from './parameters.ts'

/**
 * A server's choice among a client's offers (RFC 7692 §5, §7.1): the first that it can serve. An offer with a parameter that
 * is unknown, twice there or out of range is declined. Undefined: go without compression, which is always allowed.
 */
export function chooseOffer(offers: readonly Extension[], choice: DeflateChoice): DeflateParameters | undefined {
  const { contextTakeover = false, windowBits = MAX_WINDOW_BITS } = choice
  for (const { name, parameters } of offers) {
    const offer = name === DEFLATE ? readParts(parameters) : undefined
    if (offer === undefined) continue
    const client = offer.clientMaxWindowBits
    return {
      serverContextTakeover: contextTakeover && !offer.serverNoContextTakeover,
      clientContextTakeover: contextTakeover && !offer.clientNoContextTakeover,
      serverMaxWindowBits: Math.min(offer.serverMaxWindowBits ?? MAX_WINDOW_BITS, windowBits),
      ...(offer.serverMaxWindowBits === undefined ? {} : { namesServerWindow: true }),
      // A client that does not name it need not obey it.
      clientMaxWindowBits:
        client === undefined ? MAX_WINDOW_BITS : Math.min(client === true ? MAX_WINDOW_BITS : client, windowBits),
    }
  }
  return undefined
}

/** The value of Sec-WebSocket-Extensions in a server's answer. */
export function encodeAgreed(agreed: DeflateParameters): string {
  let value = DEFLATE
  if (!agreed.serverContextTakeover) value += `; ${SERVER_NO_CONTEXT}`
  if (!agreed.clientContextTakeover) value += `; ${CLIENT_NO_CONTEXT}`
  if (agreed.namesServerWindow || agreed.serverMaxWindowBits < MAX_WINDOW_BITS) {
    value += `; ${SERVER_BITS}=${agreed.serverMaxWindowBits}`
  }
  if (agreed.clientMaxWindowBits < MAX_WINDOW_BITS) value += `; ${CLIENT_BITS}=${agreed.clientMaxWindowBits}`
  return value
}

/** The value of Sec-WebSocket-Extensions in a client's request. */
export function encodeOffer(choice: DeflateChoice): string {
  const { contextTakeover = false, windowBits = MAX_WINDOW_BITS } = choice
  let value = DEFLATE
  if (!contextTakeover) value += `; ${SERVER_NO_CONTEXT}; ${CLIENT_NO_CONTEXT}`
  if (windowBits < MAX_WINDOW_BITS) return `${value}; ${SERVER_BITS}=${windowBits}; ${CLIENT_BITS}=${windowBits}`
  return `${value}; ${CLIENT_BITS}`
}

/** What a server's answer agrees to; undefined if it is not an answer to what `encodeOffer(choice)` offers. */
export function readAgreed(answer: readonly Extension[], choice: DeflateChoice): DeflateParameters | undefined {
  const { contextTakeover = false, windowBits = MAX_WINDOW_BITS } = choice
  const [extension] = answer
  if (answer.length !== 1 || extension?.name !== DEFLATE) return undefined
  const parts = readParts(extension.parameters)
  if (parts === undefined || parts.clientMaxWindowBits === true) return undefined
  // RFC 7692 §7.1.1.1: a server that takes the offer up says so.
  if (!contextTakeover && !parts.serverNoContextTakeover) return undefined
  // RFC 7692 §7.1.2.1: the same or smaller, and not left out.
  if (windowBits < MAX_WINDOW_BITS && (parts.serverMaxWindowBits ?? MAX_WINDOW_BITS) > windowBits) return undefined
  return {
    serverContextTakeover: !parts.serverNoContextTakeover,
    clientContextTakeover: contextTakeover && !parts.clientNoContextTakeover,
    serverMaxWindowBits: parts.serverMaxWindowBits ?? MAX_WINDOW_BITS,
    clientMaxWindowBits: Math.min(parts.clientMaxWindowBits ?? MAX_WINDOW_BITS, windowBits),
  }
}
