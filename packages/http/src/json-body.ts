export type JsonObject = { readonly [field: string]: unknown }

/** The body of a request as a JSON object; `too-large`: it has more than so many bytes, and what says so itself is not read; `undefined`: it is none. */
export async function jsonBody(request: Request, maxBytes: number): Promise<JsonObject | 'too-large' | undefined> {
  const text = await bodyOf(request, maxBytes)
  if (text === undefined) return 'too-large'
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

async function bodyOf({ body, headers }: Request, maxBytes: number): Promise<string | undefined> {
  if (Number(headers.get('content-length')) > maxBytes) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += (chunk as Uint8Array).length
    if (size > maxBytes) return undefined
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What a sender calls its request by: 1 to 64 visible ASCII characters. */
export function isRequestId(id: unknown): id is string {
  return typeof id === 'string' && /^[\x21-\x7e]{1,64}$/.test(id)
}
