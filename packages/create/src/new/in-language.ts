import type { Language } from '@parley/diagnosis'

/**
 * A file of a template in one language. There, a comment that begins with `en: ` or `ko: ` is of that language, and so is a line
 * that ends with `// en` or `<!-- ko -->`.
 */
export function inLanguage(text: string, language: Language): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const comment = /^(\s*(?:\/\/|<!--|\{\/\*) )(en|ko): (.*)$/.exec(line)
      if (comment !== null) return comment[2] === language ? [`${comment[1]}${comment[3]}`] : []
      const code = /^(.*) (?:\/\/ (en|ko)|<!-- (en|ko) -->)$/.exec(line)
      if (code !== null) return (code[2] ?? code[3]) === language ? [code[1]!] : []
      return [line.replace('<html lang="en">', `<html lang="${language}">`)]
    })
    .join('\n')
}
