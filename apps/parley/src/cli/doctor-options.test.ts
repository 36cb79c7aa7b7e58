import { describe, expect, it } from 'vitest'
import { isAddress } from './doctor-options.ts'
import { doctorHelp, help } from './help.ts'
import { readOptions } from './options.ts'

const read = (line: string, env: Record<string, string> = {}) =>
  readOptions(['doctor', ...line.split(' ').filter(Boolean)], env)

describe('parley doctor', () => {
  it('without more looks at this folder, in the language of the terminal', () => {
    const options = { target: undefined, through: undefined, idle: false, echo: false, fix: false, json: false }
    expect(read('')).toEqual({ kind: 'doctor', options: { ...options, language: 'en' } })
    expect(read('', { LANG: 'ko_KR.UTF-8' })).toEqual({ kind: 'doctor', options: { ...options, language: 'ko' } })
    expect(read('--lang en', { LANG: 'ko_KR.UTF-8' })).toEqual({
      kind: 'doctor',
      options: { ...options, language: 'en' },
    })
  })

  it('takes an address, the one of others, and what to do', () => {
    expect(read('ws://localhost:3000/ --through wss://chat.example/ --idle --echo --json')).toMatchObject({
      options: { target: 'ws://localhost:3000/', through: 'wss://chat.example/', idle: true, echo: true, json: true },
    })
  })

  it.each(['localhost:3000', 'wss://chat.example', 'http://127.0.0.1:80/ws', 'chat.example:443/ws', '[::1]:3000'])(
    '%s is an address',
    (target) => {
      expect(isAddress(target)).toBe(true)
    },
  )

  it.each(['.', 'chat', './server', '/home/me/app', 'C:\\app', 'my.app'])('%s is a folder', (target) => {
    expect(isAddress(target)).toBe(false)
  })

  it.each([
    ['a b', 'one address or one folder'],
    ['--lang fr', 'languages en and ko'],
    ['. --through wss://a.example', '--through goes with the address'],
    ['ws://localhost:3000 --fix', '--fix goes with a folder'],
    ['--port 3', "Unknown option '--port'."],
  ])('"%s" is wrong use', (line, message) => {
    const parsed = read(line)
    expect(parsed.kind).toBe('wrong')
    expect(parsed.kind === 'wrong' && parsed.message).toContain(message)
    expect(parsed.kind === 'wrong' && parsed.message).not.toContain('positional')
  })

  it('has help', () => {
    expect(read('--help')).toEqual({ kind: 'help', of: 'doctor' })
    for (const option of ['--through', '--idle', '--echo', '--fix', '--json', '--lang']) {
      expect(doctorHelp).toContain(option)
    }
    expect(doctorHelp).not.toContain('--port')
    expect(help).toContain(doctorHelp.split('\n')[1])
  })
})
