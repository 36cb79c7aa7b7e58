import { describe, expect, it } from 'vitest'
import { help } from './help.ts'
import { isLoopback, readOptions } from './options.ts'

function started(args: string[], env: Record<string, string> = {}) {
  const parsed = readOptions(['start', ...args], env)
  if (parsed.kind !== 'start') throw new Error(JSON.stringify(parsed))
  return parsed.options
}

function wrong(args: string[], env: Record<string, string> = {}): string {
  const parsed = readOptions(args, env)
  return parsed.kind === 'wrong' ? parsed.message : `not wrong: ${JSON.stringify(parsed)}`
}

describe('parley start', () => {
  it('has a default for everything', () => {
    expect(started([])).toEqual({
      port: 3000,
      host: '127.0.0.1',
      data: './parley.db',
      tlsCert: undefined,
      tlsKey: undefined,
      authenticate: undefined,
      demo: false,
      bots: true,
      hosts: undefined,
      origins: undefined,
      trustedProxies: undefined,
      pushSubject: undefined,
    })
  })

  it('takes from the environment what the command line does not say', () => {
    const env = {
      PORT: '4000',
      PARLEY_HOST: 'localhost',
      PARLEY_DATA: '/d',
      PARLEY_TLS_CERT: '/c',
      PARLEY_TLS_KEY: '/k',
    }
    expect(started([], env)).toMatchObject({ port: 4000, host: 'localhost', data: '/d', tlsCert: '/c', tlsKey: '/k' })
    expect(started(['--port', '5000', '--data', '/e'], env)).toMatchObject({ port: 5000, data: '/e', tlsCert: '/c' })
  })

  it('takes lists with commas', () => {
    expect(started(['--hosts', 'chat.example, www.chat.example,', '--trusted-proxies', '10.0.0.0/8'])).toMatchObject({
      hosts: ['chat.example', 'www.chat.example'],
      origins: undefined,
      trustedProxies: ['10.0.0.0/8'],
    })
    expect(started([], { PARLEY_ORIGINS: 'https://a.example,https://b.example' }).origins).toEqual([
      'https://a.example',
      'https://b.example',
    ])
  })

  it('does not hear HOST, which shells set to the name of the machine', () => {
    expect(started([], { HOST: 'x86_64-conda-linux-gnu', HOSTNAME: 'box' }).host).toBe('127.0.0.1')
  })

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(started([], { PORT: '', PARLEY_HOST: '', PARLEY_DATA: '', PARLEY_TLS_CERT: '' })).toEqual(started([]))
  })

  it('is meant where there are options and no command', () => {
    expect(readOptions(['--port', '4000'], {})).toEqual({ kind: 'start', options: started(['--port', '4000']) })
  })

  it.each([
    [['start', '--port', 'abc'], 'A port is a number'],
    [['start', '--port', '70000'], 'A port is a number'],
    [['start', '--port', '-1'], 'ambiguous'],
    [['start', '--nope'], '--nope'],
    [['stop'], 'There is no command "stop"'],
    [['start', 'more'], 'There is no command "start more"'],
    [['start', '--tls-cert', 'x'], '--tls-cert and --tls-key go together'],
    [['start', '--tls-key', 'x'], '--tls-cert and --tls-key go together'],
  ])('%j is refused with a sentence', (args, sentence) => {
    expect(wrong(args)).toContain(sentence)
  })

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', '127.0.0.1.example.com'])(
    'refuses %s unless people sign in or it is a demo',
    (host) => {
      expect(wrong(['start', '--host', host])).toContain('--authenticate FILE, or --demo')
      expect(started(['--host', host, '--demo']).demo).toBe(true)
      expect(started(['--host', host], { PARLEY_DEMO: '1' }).demo).toBe(true)
      expect(started(['--host', host, '--authenticate', './auth.js']).authenticate).toBe('./auth.js')
    },
  )

  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('needs neither on %s', (host) => {
    expect(isLoopback(host)).toBe(true)
    expect(started(['--host', host]).host).toBe(host)
  })
})

it('leaves the bots out of the paper market if it is told to', () => {
  expect(started(['--no-bots']).bots).toBe(false)
  expect(started([], { PARLEY_NO_BOTS: '1' }).bots).toBe(false)
  expect(started([], { PARLEY_NO_BOTS: '' }).bots).toBe(true)
})

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']], [['start', '--help']]])('is the answer to %j', (args) => {
    expect(readOptions(args, {})).toEqual({ kind: 'help' })
  })

  it('names every option and every variable', () => {
    for (const name of [
      'port',
      'host',
      'data',
      'tls-cert',
      'tls-key',
      'authenticate',
      'hosts',
      'origins',
      'trusted-proxies',
      'push-subject',
      'demo',
      'no-bots',
      'help',
      'version',
    ]) {
      expect(help).toContain(`--${name}`)
    }
    for (const name of [
      'PARLEY_NO_BOTS',
      'PORT',
      'PARLEY_HOST',
      'PARLEY_DATA',
      'PARLEY_TLS_CERT',
      'PARLEY_TLS_KEY',
      'PARLEY_AUTHENTICATE',
      'PARLEY_HOSTS',
      'PARLEY_ORIGINS',
      'PARLEY_TRUSTED_PROXIES',
      'PARLEY_PUSH_SUBJECT',
      'PARLEY_DEMO',
    ]) {
      expect(help).toContain(name)
    }
  })
})
