import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { blockWith } from '../../../../test/docs/read-docs.ts'
import { DeskStage, png } from '../../test/desk.ts'
import { FakeRequest } from '../../test/fake-request.ts'
import { Uploads } from './uploads.ts'

const picture = new File([png], 'cat.png', { type: 'image/png' })
const options = { base: '/parley/desk', feature: 'desk', keyName: 'of' }

let stage = new DeskStage()
beforeEach(() => {
  stage = new DeskStage({ maxAtOncePerPerson: 1, maxBytes: 1000 })
  FakeRequest.answer = async (request) => (await stage.memory.fetch(request, { id: 'ana', name: 'Ana', guest: false }))!
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
})
afterEach(() => vi.unstubAllGlobals())

describe('a file', () => {
  test('is sent, tells how far it is, and has an address', async () => {
    const parts: number[] = []
    const uploads = new Uploads(options)
    const file = await uploads.send('ana', picture, { progress: (part) => parts.push(part) })
    expect(file).toEqual({
      id: expect.any(String),
      name: 'cat.png',
      type: 'image/png',
      size: png.length,
      width: 3,
      height: 2,
    })
    expect(parts).toEqual([0.5, 1])
    const address = `http://localhost${uploads.urlOf(file)}`
    expect((await stage.memory.fetch(new Request(address)))?.status).toBe(200)
  })

  test('goes with the header that says who sends it', async () => {
    const uploads = new Uploads({ ...options, authorization: async () => 'Bearer token' })
    await uploads.send('ana', picture)
    expect(FakeRequest.last?.headers.get('authorization')).toBe('Bearer token')
    expect(FakeRequest.last?.credentials).toBe('include')
  })

  test('that is refused says why, and whether it is worth another try', async () => {
    const uploads = new Uploads(options)
    const large = new File(['x'.repeat(1001)], 'a.txt', { type: 'text/plain' })
    await expect(uploads.send('ana', large)).rejects.toEqual({
      code: 'desk/file-too-large',
      message: 'A file has at most 1000 bytes.',
      retryable: false,
    })
    const [first, second] = [uploads.send('ana', picture), uploads.send('ana', picture)]
    await expect(second).rejects.toMatchObject({ code: 'desk/too-many-uploads', retryable: true, retryAfterMs: 1000 })
    await first
  })

  test.each([
    [
      'a proxy answers for the server',
      async () => new Response('<h1>Bad Gateway</h1>', { status: 502 }),
      'answered 502',
    ],
    ['what answers is not ours', async () => Response.json(null, { status: 201 }), 'answered 201'],
    ['no answer comes', () => Promise.reject(new TypeError('cut')), 'no answer came'],
  ])('can be sent again where %s', async (_what, answer, says) => {
    FakeRequest.answer = answer
    await expect(new Uploads(options).send('ana', picture)).rejects.toMatchObject({
      code: 'desk/upload-failed',
      message: expect.stringContaining(says),
      retryable: true,
    })
  })

  test('that is wanted no more ends, before it began or on its way', async () => {
    const ended = { code: 'desk/upload-aborted', message: expect.any(String), retryable: false }
    await expect(new Uploads(options).send('ana', picture, { signal: AbortSignal.abort() })).rejects.toEqual(ended)
    const abort = new AbortController()
    FakeRequest.answer = () => new Promise(() => abort.abort())
    await expect(new Uploads(options).send('ana', picture, { signal: abort.signal })).rejects.toEqual(ended)
  })
})

test('the lines of the README send a file', async () => {
  const said: unknown[] = []
  const code = blockWith('packages/files/README.md', 'js', 'new Uploads').replace(/^import .*\n/gm, '')
  const given = { Uploads, picked: picture, console: { log: (what: unknown) => said.push(what) } }
  const Asynchronous = Object.getPrototypeOf(async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new Asynchronous(...Object.keys(given), code)(...Object.values(given))
  expect(said).toEqual([0.5, 1, `/parley/desk/files/${stage.stored[0]}`])
})
