/** Of a market: 1 to 20 of `A`–`Z`, `0`–`9`, `-`, with no `-` at either end. */
export function isSymbol(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?$/.test(name)
}

/** Of an asset: 1 to 10 of `A`–`Z`, `0`–`9`. */
export function isAsset(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Z0-9]{1,10}$/.test(name)
}

/** Who has what an erased person had. No person is called so. */
export const erasedId = 'erased'

/** The id of a person who may have an account: any text of 1 to 150 UTF-16 units without half a character, but the one that stands for the erased. */
export function isAccountId(id: unknown): id is string {
  return typeof id === 'string' && id.length >= 1 && id.length <= 150 && !/\p{Surrogate}/u.test(id) && id !== erasedId
}

/** The owner's own name for an order: 1 to 64 visible ASCII characters. */
export function isClientId(id: unknown): id is string {
  return typeof id === 'string' && /^[\x21-\x7e]{1,64}$/.test(id)
}

const botPrefix = 'bot-'

/** Of an account that the server's own code alone commands, as those of the simulated market. Whoever is called so has none. */
export function isBotId(id: string): boolean {
  return id.startsWith(botPrefix)
}
