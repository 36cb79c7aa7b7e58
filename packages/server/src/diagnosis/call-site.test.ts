import { describe, expect, it } from 'vitest'
import { appFrame, callSite, framesOf, packageOf, shownPlace } from './call-site.ts'

const stack = `Error
    at Server.watch (/app/node_modules/@parley/server/dist/diagnosis/upgrade-listeners.js:80:5)
    at Server.emit (node:events:519:28)
    at addListeners (/app/node_modules/ws/lib/websocket-server.js:490:47)
    at new WebSocketServer (/app/node_modules/ws/lib/websocket-server.js:120:31)
    at Object.<anonymous> (/app/routes/chat room.js:7:13)
    at async file:///app/bin/www.mjs:22:3
    at C:\\app\\server.js:3:1`

describe('a stack', () => {
  it('is read as files and lines, Node’s own left out', () => {
    expect(framesOf(stack).map(({ file, line }) => `${file}:${line}`)).toEqual([
      '/app/node_modules/@parley/server/dist/diagnosis/upgrade-listeners.js:80',
      '/app/node_modules/ws/lib/websocket-server.js:490',
      '/app/node_modules/ws/lib/websocket-server.js:120',
      '/app/routes/chat room.js:7',
      '/app/bin/www.mjs:22',
      'C:\\app\\server.js:3',
    ])
  })

  it('shows the app’s line, and whose the lines before it are', () => {
    const frames = framesOf(stack)
    expect(appFrame(frames)).toEqual({ file: '/app/routes/chat room.js', line: 7 })
    expect(frames.map(({ file }) => packageOf(file)).slice(0, 4)).toEqual(['@parley/server', 'ws', 'ws', undefined])
  })

  it('is shown from where the process was started', () => {
    expect(shownPlace({ file: '/app/bin/www', line: 22 }, '/app')).toBe('bin/www:22')
    expect(shownPlace({ file: '/app/www', line: 1 }, '/app/bin')).toBe('../www:1')
    expect(shownPlace({ file: '/other/place/www', line: 1 }, '/app/bin')).toBe('/other/place/www:1')
  })

  it('of a call in a test is the test’s line', () => {
    expect(callSite()).toMatch(/^packages\/server\/src\/diagnosis\/call-site\.test\.ts:\d+$/)
  })
})

describe('an app that makes something else of stacks', () => {
  it.each([
    ['a list', () => []],
    [
      'nothing, as it throws',
      () => {
        throw new Error('not today')
      },
    ],
    ['lines that are none', () => 'Error\n    at file:///%2F:1:1'],
  ])('such as %s, can attach, and its line is not known', (_what, prepare) => {
    const before = Error.prepareStackTrace
    const limit = Error.stackTraceLimit
    try {
      Error.prepareStackTrace = prepare
      expect(callSite()).toBeUndefined()
    } finally {
      Error.prepareStackTrace = before
    }
    expect(Error.stackTraceLimit).toBe(limit)
  })
})
