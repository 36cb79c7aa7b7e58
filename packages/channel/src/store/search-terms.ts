/**
 * The terms by which a text is found. Words of letters and digits, in lower case and without accents (é as e); runs of scripts that
 * are written without spaces or with endings that stick to the word (Hangul, Han, Kana, Thai, Lao, Khmer, Myanmar) also as every
 * pair of neighbours and as single characters, so that 회의 finds 회의를 and 주간회의. A query finds a text that has all of its terms.
 */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>()
  for (const [word] of normalize(text).matchAll(WORDS)) {
    for (const [run] of word.matchAll(RUNS)) {
      if (!JOINED.test(run)) {
        terms.add(run)
        continue
      }
      const characters = [...run]
      for (const character of characters) terms.add(character)
      for (let at = 0; at + 1 < characters.length; at++) terms.add(`${characters[at]}${characters[at + 1]}`)
    }
  }
  return [...terms]
}

/** The terms that a text must have to be found by a query: of a run of two characters or more, its pairs. */
export function queryTerms(query: string): readonly string[] {
  const terms = searchTerms(query)
  return terms.filter((term) => {
    if (!JOINED.test(term) || [...term].length > 1) return true
    return !terms.some((other) => other !== term && JOINED.test(other) && other.includes(term))
  })
}

const joinedScripts = ['Hangul', 'Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
const joined = joinedScripts.map((name) => `\\p{Script=${name}}`).join('')
const JOINED = new RegExp(`[${joined}]`, 'u')
const RUNS = new RegExp(`[${joined}]+|[^${joined}]+`, 'gu')
/** Vowel signs and the like belong to the letter before them: a word does not end there. */
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu

/** Compatible forms as one, without accents and variants of a character; Hangul stays in whole syllables. */
function normalize(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u20e3\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
}
