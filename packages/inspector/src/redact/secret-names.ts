/** What stands for what is not shown. The same as the server writes where it hides something before us. */
export const hidden = '[redacted]'

const parts = [
  'authorization',
  'auth',
  'token',
  'tokens',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'passcode',
  'cookie',
  'session',
  'sid',
  'sessionid',
  'jwt',
  'bearer',
  'credential',
  'credentials',
  'csrf',
  'xsrf',
  'apikey',
  'otp',
  'ticket',
  'signature',
  'sig',
]
const isPart = new Set(parts)
const anywhere =
  /token|secret|passw|authoriz|credential|api[-_ ]?key|private[-_ ]?key|access[-_ ]?key|session[-_ ]?id|cookie/i

/** Whether what goes by this name may be a secret: of a header, a parameter, a field. */
export function isSecretName(name: string): boolean {
  if (anywhere.test(name)) return true
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
  return words.split(/[^a-z0-9]+/).some((word) => isPart.has(word))
}

/** A signed token, or so many letters and digits that nobody chose them. */
export function looksRandom(word: string): boolean {
  if (/^[\w-]{8,}\.[\w-]{4,}\.[\w-]*$/.test(word)) return true
  return word.length >= 16 && /\d/.test(word) && /[a-z]/i.test(word) && /^[\w+/=.~%:-]+$/.test(word)
}
