import type { Language } from '@parley/diagnosis'

/** Whether a person is to read the answer: a browser that opens an address says that it prefers HTML. */
export function prefersHtml(accept: string | undefined): boolean {
  const weights = weightsOf(accept)
  const html = weights.get('text/html') ?? 0
  return html > 0 && html >= (weights.get('application/json') ?? 0)
}

/** The first of the languages we have that is wanted most. */
export function languageWanted(acceptLanguage: string | undefined): Language {
  const wanted = [...weightsOf(acceptLanguage)].map(([name, weight]) => ({ name: name.split('-')[0] ?? '', weight }))
  const korean = Math.max(0, ...wanted.filter(({ name }) => name === 'ko').map(({ weight }) => weight))
  const english = Math.max(0, ...wanted.filter(({ name }) => name === 'en').map(({ weight }) => weight))
  return korean > english ? 'ko' : 'en'
}

/** What a header like `Accept` lists, each with its weight of 0 to 1 (RFC 9110 §12.4.2). */
function weightsOf(list: string | undefined): Map<string, number> {
  const weights = new Map<string, number>()
  for (const item of list?.split(',') ?? []) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2))
    if (name !== '') weights.set(name, Number.isFinite(weight) ? weight : 0)
  }
  return weights
}
