import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { pageHeaders, refusalPage } from './refusal-page.ts'

const content = {
  code: 'handshake/upgrade',
  what: 'An ordinary request <came>.',
  fix: `new WebSocket('ws://a"b')`,
  url: `ws://localhost:3000/parley?x="><script>'`,
  docs: 'docs/errors/handshake-upgrade.md',
  language: 'en' as const,
}

function hashesOf(tag: string, page: string): string[] {
  const parts = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => text)
  return parts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}

describe('the page of a refusal', () => {
  it('runs its own script and style, which its policy names by their hash, and nothing else', () => {
    const page = refusalPage(content)
    const policy = pageHeaders(content.url)['content-security-policy'] ?? ''
    for (const tag of ['script', 'style']) {
      const hashes = hashesOf(tag, page)
      expect(hashes, tag).toHaveLength(1)
      expect(policy).toContain(`${tag}-src ${hashes[0]};`)
    }
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("connect-src 'self' ws://localhost:3000;")
    expect(page.replace('http-equiv', '')).not.toMatch(/(src|href)=|https?:\/\//)
  })

  it('has nothing of the request but as text', () => {
    const page = refusalPage(content)
    expect(page).not.toContain('<came>')
    expect(page).not.toContain('"><script>')
    expect(page).toContain('An ordinary request &#60;came&#62;.')
  })

  it('takes no host that is none into its policy', () => {
    expect(pageHeaders('ws://a; script-src *//x')['content-security-policy']).toContain("connect-src 'self';")
  })

  it('is Korean for who reads Korean', () => {
    const page = refusalPage({ ...content, language: 'ko' })
    expect(page).toContain('<html lang="ko">')
    expect(page).toContain('이 주소는 웹소켓 주소입니다')
  })
})
