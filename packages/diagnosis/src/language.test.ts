import { expect, it } from 'vitest'
import { languageOf } from './language.ts'

it.each([
  [{}, 'en'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'KO_kr' }, 'ko'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'C' }, 'en'],
  // Konkani begins with the same letters.
  [{ LANG: 'kok_IN' }, 'en'],
  [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko'],
  [{ LC_ALL: 'C', LC_MESSAGES: 'ko_KR', LANG: 'ko_KR' }, 'en'],
  [{ LC_MESSAGES: 'ko_KR', LANG: 'en_US' }, 'ko'],
  // What is empty counts as not set.
  [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'ko_KR' }, 'ko'],
  [{ LANG: undefined }, 'en'],
] as const)('a terminal with %j reads %s', (env, language) => {
  expect(languageOf(env)).toBe(language)
})
