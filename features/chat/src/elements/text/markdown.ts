import MarkdownIt from 'markdown-it'
import type { Block, Inline } from './blocks.ts'
import { lettersOf } from './blocks.ts'

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

const parser = new MarkdownIt('zero', { html: false, linkify: false, breaks: true, maxNesting: 12 }).enable([
  'fence',
  'blockquote',
  'list',
  'newline',
  'escape',
  'backticks',
  'strikethrough',
  'emphasis',
  'link',
])
parser.validateLink = (address) => safeHref(address) !== undefined
// The address that is followed is the one that was checked.
parser.normalizeLink = (address) => safeHref(address) ?? ''

const allowed = new Set(['https:', 'http:', 'mailto:'])

/** The address as the browser would follow it, if it is one of http, https or mailto. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return allowed.has(url.protocol) ? url.href : undefined
}

export function parseMarkdown(text: string): readonly Block[] {
  return new Reader(parser.parse(text, {})).blocks()
}

/** Turns the flat list of tokens, where `…_open` and `…_close` stand around what is inside, into a tree. */
class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** Up to the next closing token, which is taken. */
  blocks(): readonly Block[] {
    const blocks: Block[] = []
    for (let token = this.#take(); token && token.nesting !== -1; token = this.#take()) {
      const block = this.#block(token)
      if (block) blocks.push(block)
    }
    return blocks
  }

  #block(token: Token): Block | undefined {
    switch (token.type) {
      case 'fence':
        return { kind: 'code-block', text: token.content.replace(/\n$/u, ''), language: token.info.trim() }
      case 'paragraph_open':
        return this.#paragraph()
      case 'blockquote_open':
        return { kind: 'quote', blocks: this.blocks() }
      case 'bullet_list_open':
        return { kind: 'list', from: undefined, items: this.#items() }
      case 'ordered_list_open':
        return { kind: 'list', from: Number(token.attrGet('start') ?? 1), items: this.#items() }
      default:
        // The parser knows no other rule; should it ever, what is inside is left out and nothing is guessed.
        if (token.nesting === 1) this.blocks()
        return undefined
    }
  }

  #paragraph(): Block {
    const inlines: Inline[] = []
    for (let token = this.#take(); token && token.nesting !== -1; token = this.#take())
      inlines.push(...new Reader(token.children ?? []).inlines())
    return { kind: 'paragraph', inlines }
  }

  #items(): readonly (readonly Block[])[] {
    const items: (readonly Block[])[] = []
    for (let token = this.#take(); token && token.nesting !== -1; token = this.#take()) items.push(this.blocks())
    return items
  }

  inlines(): readonly Inline[] {
    const inlines: Inline[] = []
    for (let token = this.#take(); token && token.nesting !== -1; token = this.#take()) {
      const inline = this.#inline(token)
      const before = inlines.at(-1)
      if (inline.kind === 'text' && before?.kind === 'text')
        inlines[inlines.length - 1] = { kind: 'text', text: before.text + inline.text }
      else if (inline.kind !== 'text' || inline.text !== '') inlines.push(inline)
    }
    return inlines
  }

  #inline(token: Token): Inline {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        return { kind: 'break' }
      case 'code_inline':
        return { kind: 'code', text: token.content }
      case 'strong_open':
        return { kind: 'strong', inlines: this.inlines() }
      case 'em_open':
        return { kind: 'emphasis', inlines: this.inlines() }
      case 's_open':
        return { kind: 'strike', inlines: this.inlines() }
      case 'link_open': {
        const href = safeHref(String(token.attrGet('href') ?? ''))
        const inlines = this.inlines()
        return href ? { kind: 'link', href, inlines } : { kind: 'text', text: lettersOf(inlines) }
      }
      default:
        return { kind: 'text', text: token.content }
    }
  }

  #take(): Token | undefined {
    return this.#tokens[this.#at++]
  }
}
