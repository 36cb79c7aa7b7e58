/**
 * What a message's text means: the safe subset of Markdown. There is no HTML, no picture, no heading and no table in it; whatever
 * looks like one is text.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'code-block'; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list'
      /** The first number; `undefined` where there are bullets. */
      readonly from: number | undefined
      readonly items: readonly (readonly Block[])[]
    }

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inlines: readonly Inline[] }

/** All letters of a text without its marks, on one line. */
export function plainOf(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join(' ').replace(/\s+/gu, ' ').trim()
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return lettersOf(block.inlines)
    case 'code-block':
      return block.text
    case 'quote':
      return plainOf(block.blocks)
    case 'list':
      return block.items.map(plainOf).join(' ')
  }
}

export function lettersOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => ('text' in inline ? inline.text : inline.kind === 'break' ? ' ' : lettersOf(inline.inlines)))
    .join('')
}

/** A text as it was written, for as long as nobody can read its marks. */
export function unmarked(text: string): readonly Block[] {
  const lines = text.split('\n').map((line): Inline => ({ kind: 'text', text: line }))
  return [
    { kind: 'paragraph', inlines: lines.flatMap((line, index) => (index === 0 ? [line] : [{ kind: 'break' }, line])) },
  ]
}
