type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Chooses the form a number takes in a language and puts the number, written as there, in place of `#`. */
export function plural(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
