import { HandshakeCode } from '../codes.ts'
import { groupHeaders, type HeaderPair, hasForbiddenCharacter, isToken, quote } from './header-list.ts'
import { roleOf } from './header-roles.ts'

/** What one header, or one rule about the message as a whole, contributes to the verdict. Made to be shown to people. */
export interface HeaderFinding {
  /** In lower case; `:method`, `:version`, `:status`, `:headers` and `:body` stand for the rules that are not about a header. */
  readonly header: string
  /** As it was sent; secrets are replaced. Escape it before it goes into a page. */
  readonly value: string | undefined
  readonly expected: string
  readonly verdict: 'ok' | 'missing' | 'wrong' | 'duplicate' | 'ignored'
  /** The section of RFC 6455 unless it names another RFC. */
  readonly section: string
  /** One plain sentence: what this is for, or what is wrong with it. */
  readonly note: string
}

export interface Refusal<Status extends number> {
  readonly status: Status
  readonly code: HandshakeCode
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a rule looks for, said once for all of its findings. */
export interface Rule {
  readonly header: string
  readonly expected: string
  readonly section: string
}

/**
 * Gathers the findings of one handshake; the first refusal is the one that counts. Most verdicts are only obeyed, so findings
 * are gathered in a second look, when somebody asks for them.
 */
export class HandshakeReport<Status extends number> {
  readonly findings: HeaderFinding[] = []
  refusal: Refusal<Status> | undefined
  readonly #headers: readonly HeaderPair[]
  readonly #isExplaining: boolean
  readonly #groups: Map<string, string[]>
  readonly #explained = new Set<string>()
  readonly #malformed = new Set<HeaderPair>()

  constructor(headers: readonly HeaderPair[], isExplaining: boolean) {
    this.#headers = headers
    this.#isExplaining = isExplaining
    this.#groups = groupHeaders(headers)
  }

  valuesOf(header: string): readonly string[] {
    return this.#groups.get(header) ?? []
  }

  refuse(status: Status, code: HandshakeCode, message: string, headers: Readonly<Record<string, string>> = {}): void {
    this.refusal ??= { status, code, message, headers }
  }

  add(rule: Rule, value: string | undefined, verdict: HeaderFinding['verdict'], note: string): void {
    if (!this.#isExplaining) return
    const { header, expected, section } = rule
    this.findings.push({ header, value, expected, verdict, section, note })
  }

  /** The same verdict on every header of that name, or one finding if there is none. */
  addEach(rule: Rule, verdict: HeaderFinding['verdict'], note: string): void {
    if (!this.#isExplaining) return
    this.#explained.add(rule.header)
    const values = this.valuesOf(rule.header)
    if (values.length === 0) this.add(rule, undefined, verdict, note)
    for (const value of values) this.add(rule, value, verdict, note)
  }

  /** The only value of a header; undefined if there is none, null if there are several and that has been refused. */
  single(rule: Rule, status: Status): string | undefined | null {
    const values = this.valuesOf(rule.header)
    if (values.length < 2) return values[0]
    this.addEach(rule, 'duplicate', 'This header may be sent once only: with two, two readers may believe two things.')
    this.refuse(status, HandshakeCode.duplicateHeader, `The ${rule.header} header was sent ${values.length} times`)
    return null
  }

  /** Marks headers that no parser should have let through. */
  judgeText(status: Status): void {
    const rule = { expected: 'a token as name, and a value without CR, LF and NUL', section: 'RFC 9110 §5.5' }
    for (const pair of this.#headers) {
      const [name, value] = pair
      if (isToken(name) && !hasForbiddenCharacter(value)) continue
      this.#malformed.add(pair)
      const header = name.toLowerCase()
      this.add(
        { ...rule, header },
        roleOf(header).show(value),
        'wrong',
        'The name or the value holds characters that could end the header.',
      )
      this.refuse(status, HandshakeCode.malformedHeader, `The header ${quote(name)} is malformed`)
    }
  }

  /** Explains the headers that no rule looked at, and returns all findings. */
  finish(): readonly HeaderFinding[] {
    if (!this.#isExplaining) return this.findings
    for (const pair of this.#headers) {
      const header = pair[0].toLowerCase()
      if (this.#explained.has(header) || this.#malformed.has(pair)) continue
      const role = roleOf(header)
      this.add({ header, expected: 'anything', section: '4.2.1' }, role.show(pair[1]), 'ignored', role.note)
    }
    return this.findings
  }
}
