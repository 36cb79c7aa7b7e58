import { expect, test } from 'vitest'
import { linkText } from './link-text.ts'

function links(text: string): (string | undefined)[] {
  const runs = linkText(text)
  expect(runs.map((run) => run.text).join('')).toBe(text)
  return runs.filter((run) => run.href).map((run) => run.text)
}

test.each([
  ['see https://example.com/a?b=c#d, then', ['https://example.com/a?b=c#d']],
  ['(https://example.com/a_(b))', ['https://example.com/a_(b)']],
  ['https://example.com에서 봐요', ['https://example.com']],
  ['https://한글.kr/문서', ['https://한글.kr/문서']],
  ['http://localhost:3000/x and http://127.0.0.1:8080', ['http://localhost:3000/x', 'http://127.0.0.1:8080']],
  ['HTTPS://EXAMPLE.COM!', ['HTTPS://EXAMPLE.COM']],
  ['javascript:alert(1) data:text/html,x ftp://example.com', []],
  ['https:// and http:/x and example.com', []],
  ['<a href="https://example.com">', ['https://example.com']],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected)
})

test('gives only http and https addresses', () => {
  const href = linkText('https://user@example.com https://example.com/"onclick=').map((run) => run.href)
  for (const address of href) expect(address ?? 'https:').toMatch(/^https?:/u)
})
