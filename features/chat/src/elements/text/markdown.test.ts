import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from './blocks.ts'
import { plainOf } from './blocks.ts'
import { parseMarkdown, safeHref } from './markdown.ts'

function outline(text: string): string {
  return parseMarkdown(text).map(blockOutline).join('|')
}

function blockOutline(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `p(${block.inlines.map(inlineOutline).join('')})`
    case 'code-block':
      return `pre:${block.language}(${block.text})`
    case 'quote':
      return `quote(${block.blocks.map(blockOutline).join('|')})`
    case 'list':
      return `list:${block.from ?? '-'}(${block.items.map((item) => item.map(blockOutline).join('|')).join(',')})`
  }
}

function inlineOutline(inline: Inline): string {
  if (inline.kind === 'text') return inline.text
  if (inline.kind === 'break') return '/'
  if (inline.kind === 'code') return `code(${inline.text})`
  const inner = inline.inlines.map(inlineOutline).join('')
  return inline.kind === 'link' ? `link:${inline.href}(${inner})` : `${inline.kind}(${inner})`
}

describe('the subset', () => {
  test.each([
    ['**bold** _it_ ~~no~~ `x*y*`', 'p(strong(bold) emphasis(it) strike(no) code(x*y*))'],
    ['one\ntwo', 'p(one/two)'],
    ['```js\nlet a = 1\n```', 'pre:js(let a = 1)'],
    ['> said\n> so\n\nyes', 'quote(p(said/so))|p(yes)'],
    ['- a\n- b', 'list:-(p(a),p(b))'],
    ['3. a\n4. b', 'list:3(p(a),p(b))'],
    ['[here](https://example.com/a)', 'p(link:https://example.com/a(here))'],
    ['[write](mailto:a@example.com)', 'p(link:mailto:a@example.com(write))'],
    ['a_very_long_name and **강조**입니다', 'p(a_very_long_name and strong(강조)입니다)'],
    ['\\*not\\*', 'p(*not*)'],
  ])('%s', (text, expected) => {
    expect(outline(text)).toBe(expected)
  })
})

describe('what is not in the subset stays text', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '# heading',
    '---',
    '| a | b |',
    '&lt;b&gt;',
    '[x](javascript:alert(1))',
    '[x](  JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '[x](relative/path)',
    '[ref]: https://example.com',
    '<https://example.com>',
    '<javascript:alert(1)>',
  ])('%s', (text) => {
    expect(outline(text)).toBe(`p(${text})`)
  })

  test('a picture is a link after its sign', () => {
    expect(outline('![x](https://example.com/a.png)')).toBe('p(!link:https://example.com/a.png(x))')
  })

  test('entities in an address do not hide its scheme', () => {
    expect(outline('[x](java&#115;cript:alert(1))')).not.toContain('link:')
    expect(outline('[x](&#106;avascript&colon;alert(1))')).not.toContain('link:')
  })
})

test('addresses are those of the web and of mail only', () => {
  expect(['https://a.b', 'http://a.b/', 'mailto:a@b.c'].map((address) => safeHref(address) !== undefined)).toEqual([
    true,
    true,
    true,
  ])
  for (const address of ['javascript:1', ' javascript:1', 'java\nscript:1', 'blob:https://a.b/1', 'ftp://a.b', 'a.b'])
    expect(safeHref(address), address).toBeUndefined()
})

test('whatever is written, it parses, its links are safe, and its words stay', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '```',
    '\n',
    '>',
    '- ',
    '1. ',
    '[',
    '](',
    ')',
    '<b>',
    'a',
    '한',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      const links: string[] = []
      const note = (inlines: readonly Inline[]) => {
        for (const inline of inlines) {
          if (inline.kind === 'link') links.push(inline.href)
          if ('inlines' in inline) note(inline.inlines)
        }
      }
      const walk = (blocks: readonly Block[]) => {
        for (const block of blocks) {
          if (block.kind === 'paragraph') note(block.inlines)
          if (block.kind === 'quote') walk(block.blocks)
          if (block.kind === 'list') block.items.forEach(walk)
        }
      }
      walk(parseMarkdown(pieces.join('')))
      expect(links.every((href) => safeHref(href) === href)).toBe(true)
    }),
  )
})

test('nesting without end is parsed in no time, and ends', () => {
  expect(plainOf(parseMarkdown('>'.repeat(2000)))).toBeTypeOf('string')
  expect(plainOf(parseMarkdown('['.repeat(2000) + ']('.repeat(1000)))).toContain('[')
  expect(plainOf(parseMarkdown(`${'*a **b '.repeat(600)}`))).toContain('a')
})

test('on one line there are only the words', () => {
  expect(plainOf(parseMarkdown('**a**\nb\n\n- c\n- `d`\n\n> e\n\n```\nf\n```'))).toBe('a b c d e f')
})
