import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Mentions } from '../../contract/message.ts'
import type { Block, Inline } from './blocks.ts'
import { lettersOf, plainOf, unmarked } from './blocks.ts'
import { linkText } from './link-text.ts'
import { mentionRuns } from './mention-runs.ts'
import { plainText } from './plain-text.ts'

/** Texts that were parsed lately: a list renders its rows again with every change of any of them. */
const parsed = new Map<string, readonly Block[]>()
const maxParsed = 500

type Parser = (text: string) => readonly Block[]

let parse: Parser | undefined

/** From here on marks are read; the parser is half of what a room weighs, and comes by itself. */
export function readMarksWith(parser: Parser): void {
  parse = parser
}

export interface RichTextContext {
  readonly mentions?: Mentions | undefined
  /** My id, to tell mentions of me from others. */
  readonly me?: string | undefined
}

/** A message's text as templates; nothing of it ever becomes HTML. */
export function richText(text: string, context: RichTextContext): readonly TemplateResult[] {
  return blocksOf(text).map((block) => blockView(block, context))
}

/** A message's text on one line, without marks. */
export function lineOf(text: string): string {
  return plainOf(blocksOf(text))
}

function blocksOf(text: string): readonly Block[] {
  const known = parsed.get(text)
  if (known) return known
  if (!parse) return unmarked(plainText(text))
  const blocks = parse(plainText(text))
  if (parsed.size >= maxParsed) parsed.delete(parsed.keys().next().value ?? '')
  parsed.set(text, blocks)
  return blocks
}

function blockView(block: Block, context: RichTextContext): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir="auto">${inlinesView(block.inlines, context)}</p>`
    case 'code-block':
      return html`<pre dir="ltr" tabindex="0"><code>${block.text}</code></pre>`
    case 'quote':
      return html`<blockquote>${block.blocks.map((inner) => blockView(inner, context))}</blockquote>`
    case 'list': {
      const items = block.items.map(
        (item) => html`<li dir="auto">${item.map((inner) => itemView(inner, context))}</li>`,
      )
      return block.from === undefined ? html`<ul>${items}</ul>` : html`<ol start=${block.from}>${items}</ol>`
    }
  }
}

function itemView(block: Block, context: RichTextContext): unknown {
  return block.kind === 'paragraph'
    ? html`<div>${inlinesView(block.inlines, context)}</div>`
    : blockView(block, context)
}

function inlinesView(inlines: readonly Inline[], context: RichTextContext): readonly unknown[] {
  return inlines.map((inline) => inlineView(inline, context))
}

function inlineView(inline: Inline, context: RichTextContext): unknown {
  switch (inline.kind) {
    case 'text':
      return linkText(inline.text).map((run) =>
        run.href ? linkView(run.href, run.text) : mentionsView(run.text, context),
      )
    case 'break':
      return html`<br />`
    case 'code':
      return html`<code dir="ltr">${inline.text}</code>`
    case 'strong':
      return html`<strong>${inlinesView(inline.inlines, context)}</strong>`
    case 'emphasis':
      return html`<em>${inlinesView(inline.inlines, context)}</em>`
    case 'strike':
      return html`<s>${inlinesView(inline.inlines, context)}</s>`
    case 'link': {
      const label = lettersOf(inline.inlines)
      return html`${linkView(inline.href, label)}${pretends(label, inline.href) ? html` <span class="target">(${placeOf(inline.href)})</span>` : nothing}`
    }
  }
}

function linkView(href: string, label: string): TemplateResult {
  return html`<a href=${href} title=${href} target="_blank" rel="noopener noreferrer nofollow">${label}</a>`
}

function mentionsView(text: string, { mentions, me }: RichTextContext): unknown {
  return mentionRuns(text, mentions).map(({ text: run, of }) => {
    if (!of) return run
    const isMe = of === 'room' || of.id === me
    return html`<span class=${isMe ? 'mention me' : 'mention'}>${run}</span>`
  })
}

/** Whether a label looks like an address and leads elsewhere: then the reader is told where to. */
export function pretends(label: string, href: string): boolean {
  const named = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/iu.exec(label.trim())?.[1]
  if (named === undefined) return false
  const place = placeOf(href).replace(/^www\./u, '')
  return place !== named.toLowerCase().replace(/^www\./u, '')
}

function placeOf(href: string): string {
  const url = new URL(href)
  return url.protocol === 'mailto:' ? url.pathname : url.hostname
}
