/** RFC 6455 §1.3: a text that nobody would put behind a key by chance. */
export const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** How a key becomes an Accept, one step after the other. */
export interface AcceptSteps {
  readonly key: string
  /** Key and GUID, one behind the other. */
  readonly joined: string
  /** The 20 bytes of its SHA-1, two digits each. */
  readonly digest: string
  /** These bytes in base64: the value of Sec-WebSocket-Accept. */
  readonly accept: string
}

/** `sha1` of the platform: in a page `crypto.subtle.digest('SHA-1', bytes)`. */
export async function acceptSteps(
  key: string,
  sha1: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Promise<AcceptSteps> {
  const joined = `${key}${guid}`
  const bytes = new Uint8Array(await sha1(Uint8Array.from(new TextEncoder().encode(joined))))
  const digest = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { key, joined, digest, accept: btoa(String.fromCharCode(...bytes)) }
}
