/** One element of Sec-WebSocket-Extensions. */
export interface Extension {
  readonly name: string
  readonly parameters: readonly (readonly [name: string, value: string | undefined])[]
}

/** What both sides are held to once permessage-deflate is agreed (RFC 7692 §7.1). */
export interface DeflateTerms {
  readonly serverWindowBits: number
  readonly clientWindowBits: number
  readonly serverKeepsContext: boolean
  readonly clientKeepsContext: boolean
}

const known = [
  'server_no_context_takeover',
  'client_no_context_takeover',
  'server_max_window_bits',
  'client_max_window_bits',
]

/** Reads the header where its grammar is sound; quoted values are unquoted. It is for headers that subjects write. */
export function parseExtensions(header: string): Extension[] {
  return split(header, ',').map((element) => {
    const [name = '', ...rest] = split(element, ';')
    const parameters = rest.map((one): readonly [string, string | undefined] => {
      const at = one.indexOf('=')
      if (at < 0) return [one, undefined]
      return [
        one.slice(0, at).trim(),
        one
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ]
    })
    return { name, parameters }
  })
}

/** What is wrong with a server's answer to this offer; nothing if it is a legal one. */
export function complaintsOf(offered: readonly Extension[], answered: readonly Extension[]): string[] {
  const [answer, ...others] = answered
  if (answer === undefined) return ['there is no extension in the answer']
  if (others.length > 0) return ['there is more than one extension in the answer']
  if (answer.name !== 'permessage-deflate') return [`${answer.name} was not offered`]
  const broken = brokenParameters(answer)
  if (broken.length > 0) return broken
  const verdicts = offered
    .filter((offer) => offer.name === answer.name && brokenOffer(offer).length === 0)
    .map((offer) => mismatches(offer, answer))
  if (verdicts.length === 0) return ['no offer could be agreed to']
  return verdicts.find((one) => one.length === 0) ?? verdicts[0]!
}

/** An answer that does what the client's first offer demands, and says these parameters too. */
export function answerTo(offer: Extension, further: readonly string[]): string {
  const demanded = offer.parameters
    .filter(([name]) => name === 'server_no_context_takeover' || name === 'server_max_window_bits')
    .filter(([name]) => !further.some((one) => one.split('=')[0] === name))
    .map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
  return ['permessage-deflate', ...demanded, ...further].join('; ')
}

/** What an answer settles. */
export function termsOf(answer: Extension): DeflateTerms {
  const values = new Map(answer.parameters)
  return {
    serverWindowBits: Number(values.get('server_max_window_bits') ?? 15),
    clientWindowBits: Number(values.get('client_max_window_bits') ?? 15),
    serverKeepsContext: !values.has('server_no_context_takeover'),
    clientKeepsContext: !values.has('client_no_context_takeover'),
  }
}

function brokenParameters({ parameters }: Extension): string[] {
  return parameters.flatMap(([name, value], index) => {
    if (!known.includes(name)) return [`${name} is unknown`]
    if (parameters.findIndex(([other]) => other === name) !== index) return [`${name} is there twice`]
    if (name.endsWith('takeover')) return value === undefined ? [] : [`${name} takes no value`]
    return value !== undefined && /^([89]|1[0-5])$/.test(value) ? [] : [`${name}=${value} is out of range`]
  })
}

/** As in an answer, but `client_max_window_bits` may come without a value (RFC 7692 §7.1.2.2). */
function brokenOffer(offer: Extension): string[] {
  const parameters = offer.parameters.map(
    ([name, value]) => [name, name === 'client_max_window_bits' && value === undefined ? '15' : value] as const,
  )
  return brokenParameters({ ...offer, parameters })
}

function mismatches(offer: Extension, answer: Extension): string[] {
  const asked = new Map(offer.parameters)
  const said = new Map(answer.parameters)
  const complaints: string[] = []
  if (asked.has('server_no_context_takeover') && !said.has('server_no_context_takeover')) {
    complaints.push('server_no_context_takeover was demanded and is not in the answer')
  }
  const window = asked.get('server_max_window_bits')
  if (window !== undefined && Number(said.get('server_max_window_bits') ?? 15) > Number(window)) {
    complaints.push(`server_max_window_bits=${window} was demanded, the answer allows more`)
  }
  if (said.has('client_max_window_bits') && !asked.has('client_max_window_bits')) {
    complaints.push('client_max_window_bits is in the answer and was not offered')
  }
  if (Number(said.get('client_max_window_bits') ?? 8) > Number(asked.get('client_max_window_bits') ?? 15)) {
    complaints.push('client_max_window_bits is larger than offered')
  }
  return complaints
}

/** Splits where the separator is not inside quotes. */
function split(text: string, separator: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (character === separator && !isQuoted) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
