import type { IncomingMessage } from 'node:http'
import { docsOf, entryOf, fixFor, type Language } from '@parley/diagnosis'
import type { UpgradeRefusal } from '../handshake/opening.ts'

/** How much those who are refused are told, and who of this side hears of it. */
export interface Teaching {
  /** `false`: a code and a short sentence have to do. */
  readonly isOn: boolean
  /** Somebody was refused. */
  refused(refusal: UpgradeRefusal, request: Pick<IncomingMessage, 'url'>): void
}

/** A refusal as it goes out: with what to do where `isTeaching`, and without a word on how the server is set up where not. */
export function taught(refusal: UpgradeRefusal, isTeaching: boolean): UpgradeRefusal {
  const { fix: _fix, docs: _docs, values: _values, short, ...bare } = refusal
  if (!isTeaching) return { ...bare, message: short ?? refusal.message }
  if (entryOf(refusal.code) === undefined) return refusal
  const { fix } = wordsOf(refusal, 'en')
  return { ...refusal, ...(fix === '' ? {} : { fix }), docs: docsOf(refusal.code) }
}

/**
 * A refusal in the words of one language. What was written for this one case in English says more than the catalogue; for
 * everything else there is the catalogue, as far as its words can be filled in.
 */
export function wordsOf(refusal: UpgradeRefusal, language: Language): { readonly what: string; readonly fix: string } {
  const { code, message, values = {} } = refusal
  const entry = entryOf(code)?.[language]
  const fix = filled(entry && fixFor(entry, values), values)
  if (language === 'en') return { what: message, fix: refusal.fix ?? fix ?? '' }
  const what = filled(entry?.what, values)
  return what === undefined ? { what: message, fix: refusal.fix ?? '' } : { what, fix: fix ?? refusal.fix ?? '' }
}

function filled(text: string | undefined, values: Readonly<Record<string, string>>): string | undefined {
  const names = [...(text?.matchAll(/\{(\w+)\}/g) ?? [])].map(([, name = '']) => name)
  if (names.some((name) => values[name] === undefined)) return undefined
  return text?.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
