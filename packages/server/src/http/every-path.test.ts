import { describe, expect, it } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { attach, type Socket } from '../index.ts'

const saying = (word: string) => ({ onSocket: (socket: Socket) => void socket.send(word), drainOnSigterm: false })

async function heardAt(port: number, target: string): Promise<string | undefined> {
  const peer = await RawPeer.open(port, `GET ${target} HTTP/1.1`)
  const text = (await peer.frame())?.payload.toString()
  await peer.leave()
  return text
}

describe('path "*"', () => {
  it.each(['/', '/parley', '/any/path?query', '//', '/a%2Fb', '/__proto__', '/*', 'http://localhost/absolute'])(
    'takes a WebSocket at %s',
    async (target) => {
      await using served = await serve({ ...saying('any'), path: '*' })
      expect(await heardAt(served.port, target)).toBe('any')
    },
  )

  it('takes no path that another attach has, whichever came first', async () => {
    await using served = await serve({ ...saying('first'), path: '/first' })
    const any = attach(served.server, { ...saying('any'), path: '*' })
    const last = attach(served.server, { ...saying('last'), path: '/last' })
    const targets = ['/first', '/last?query', '/other', '/first/below']
    expect(await Promise.all(targets.map((target) => heardAt(served.port, target)))).toEqual([
      'first',
      'last',
      'any',
      'any',
    ])
    await last.close()
    expect(await heardAt(served.port, '/last')).toBe('any')
    await any.close()
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, 'GET /other HTTP/1.1'))
    expect((await peer.answer()).status).toBe(404)
  })

  it('cannot be taken twice', async () => {
    await using served = await serve({ ...saying('any'), path: '*' })
    expect(() => attach(served.server, { ...saying('more'), path: '*' })).toThrow(
      expect.objectContaining({ code: 'ERR_ATTACH_TWICE' }),
    )
  })

  it('leaves requests that are no upgrades to the app, and upgrades to other protocols, too', async () => {
    await using served = await serve({ ...saying('any'), path: '*' }, (request, response) => {
      response.end(`app ${request.method} ${request.url}`)
    })
    const get = async (path: string, init = {}) => (await fetch(`http://127.0.0.1:${served.port}${path}`, init)).text()
    expect(await get('/')).toBe('app GET /')
    expect(await get('/parley/client.js')).toBe('app GET /parley/client.js')
    expect(await get('/*')).toBe('app GET /*')
    using peer = await RawPeer.connect(served.port)
    peer.write('OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect((await peer.answer()).status).toBe(200)
    peer.write('GET /page HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
    expect((await peer.answer()).status).toBe(200)
  })

  it('refuses what is no good request, as at any other path', async () => {
    await using served = await serve({ ...saying('any'), path: '*' })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ 'Sec-WebSocket-Version': '8' }, 'GET /any HTTP/1.1'))
    expect((await peer.answer()).status).toBe(426)
    await peer.end()
  })
})
