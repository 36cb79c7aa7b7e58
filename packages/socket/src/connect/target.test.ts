import { describe, expect, it } from 'vitest'
import { parseProxy, parseTarget } from './target.ts'

describe('parseTarget', () => {
  it.each([
    ['ws://localhost', 'localhost', 80, 'localhost:80', 'localhost', '/'],
    ['ws://localhost:80/', 'localhost', 80, 'localhost:80', 'localhost', '/'],
    ['wss://example.com/chat?room=1', 'example.com', 443, 'example.com:443', 'example.com', '/chat?room=1'],
    ['wss://example.com:8443/', 'example.com', 8443, 'example.com:8443', 'example.com:8443', '/'],
    ['http://[::1]:3000/a b', '::1', 3000, '[::1]:3000', '[::1]:3000', '/a%20b'],
    ['https://EXAMPLE.com', 'example.com', 443, 'example.com:443', 'example.com', '/'],
    ['ws://한국.example/', 'xn--3e0b707e.example', 80, 'xn--3e0b707e.example:80', 'xn--3e0b707e.example', '/'],
    ['ws://0x7f000001:1/', '127.0.0.1', 1, '127.0.0.1:1', '127.0.0.1:1', '/'],
  ])('reads %s', (url, host, port, authority, hostHeader, path) => {
    expect(parseTarget(url)).toMatchObject({ host, port, authority, hostHeader, path, authorization: undefined })
    expect(parseTarget(new URL(url))).toEqual(parseTarget(url))
  })

  it('makes a user and password an Authorization header, and shows neither them nor the query', () => {
    const target = parseTarget('ws://ana:p%40ss%3A%ED%95%9C@localhost/x?token=secret')
    expect(target.authorization).toBe(`Basic ${Buffer.from('ana:p@ss:한').toString('base64')}`)
    expect(target.shown).toBe('ws://localhost/x')
  })

  it.each([
    ['/chat', 'expected a whole URL like "ws://localhost:3000/chat", got "/chat"'],
    ['127.0.0.1:3000', 'expected a whole URL like "ws://localhost:3000/chat", got "127.0.0.1:3000"'],
    ['localhost:3000/chat', 'expected a URL with its scheme, as in "ws://localhost:3000/chat"'],
    ['ftp://localhost', 'expected the scheme ws or wss, got "ftp://localhost/"'],
    ['file:///etc/passwd', 'expected the scheme ws or wss, got "file:///etc/passwd"'],
    ['ws://localhost/chat#top', 'expected a WebSocket URL without "#", got "ws://localhost/chat" and a "#" after it'],
    ['ws://localhost/#', 'expected a WebSocket URL without "#", got "ws://localhost/" and a "#" after it'],
    ['ws://localhost:0/', 'expected a port from 1 to 65535, got 0: nothing can listen there'],
    ['ws://localhost:70000/', 'expected a whole URL like "ws://localhost:3000/chat", got "ws://localhost:70000/"'],
    ['ftp://me:secret@host/?key=secret', 'expected the scheme ws or wss, got "ftp://…@host/"'],
    ['ws://%:x@host/', 'expected a user name and password in percent-encoding before the "@" of the URL'],
    [undefined, 'expected a whole URL like "ws://localhost:3000/chat", got undefined'],
    [{}, 'expected a whole URL like "ws://localhost:3000/chat", got object'],
  ])('refuses %s', (url, message) => {
    expect(() => parseTarget(url as string)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
  })
})

describe('parseProxy', () => {
  it('reads http and https, with credentials', () => {
    expect(parseProxy('http://a:b@proxy.example:3128')).toMatchObject({
      authority: 'proxy.example:3128',
      isSecure: false,
      authorization: 'Basic YTpi',
    })
    expect(parseProxy('https://proxy.example')).toMatchObject({ port: 443, isSecure: true })
  })

  it.each([
    ['socks5://localhost:1080', 'expected the scheme http or https for a proxy, got "socks5://localhost:1080"'],
    ['proxy', 'expected the proxy as a whole URL like "http://proxy.example:3128", got "proxy"'],
  ])('refuses %s', (url, message) => {
    expect(() => parseProxy(url)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
  })
})
