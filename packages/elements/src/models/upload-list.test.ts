import { describe, expect, test } from 'vitest'
import { type Uploading, UploadList } from './upload-list.ts'

const file = new File(['x'], 'a')
const settled = () => new Promise(setImmediate)

function start(upload: Uploading<string>, most = 3) {
  let changes = 0
  const uploads = new UploadList(upload, most, () => changes++)
  return { uploads, changes: () => changes }
}

describe('files that go with what is being written', () => {
  test('are as many as there may be, and what is waited for says so', () => {
    const { uploads } = start(() => new Promise(() => {}), 3)
    expect(uploads.add([file, file, file, file, file])).toBe(2)
    expect([uploads.all.length, uploads.isBusy, uploads.files]).toEqual([3, true, []])
    expect(uploads.add([file])).toBe(1)
  })

  test('tell how far each is, and are what the server said of them in the end', async () => {
    let end = (_info: string) => {}
    const { uploads, changes } = start((_, { progress }) => {
      progress(0.5)
      return new Promise((resolve) => {
        end = resolve
      })
    })
    uploads.add([file])
    expect(uploads.all).toEqual([{ id: 1, file, progress: 0.5 }])
    const before = changes()
    end('stored')
    await settled()
    expect(uploads.all).toEqual([{ id: 1, file, progress: 1, info: 'stored' }])
    expect([uploads.files, uploads.isBusy, changes() - before]).toEqual([['stored'], false, 1])
  })

  test('that are removed are cancelled, and what comes of them is not heard', async () => {
    const signals: AbortSignal[] = []
    const { uploads } = start((_, { signal }) => {
      signals.push(signal)
      return Promise.resolve('stored')
    })
    uploads.add([file])
    uploads.remove(uploads.all[0]!.id)
    await settled()
    expect([signals[0]?.aborted, uploads.all, uploads.files]).toEqual([true, [], []])
  })

  test('are all cancelled when they are wanted no more, and tell no more', async () => {
    const signals: AbortSignal[] = []
    let told = (_part: number) => {}
    const { uploads, changes } = start((_, { signal, progress }) => {
      signals.push(signal)
      told = progress
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject({ code: 'ended' })))
    })
    uploads.add([file, file])
    uploads.clear()
    const before = changes()
    told(0.7)
    await settled()
    expect([signals.map(({ aborted }) => aborted), uploads.all, changes() - before]).toEqual([[true, true], [], 0])
  })

  test('that fail say why, and go on after a retry', async () => {
    let isDown = true
    const refusal = { code: 'internal', message: '', retryable: true }
    const { uploads } = start(() => (isDown ? Promise.reject(refusal) : Promise.resolve('stored')))
    uploads.add([file])
    await settled()
    expect([uploads.all[0]?.failure?.code, uploads.isBusy]).toEqual(['internal', true])
    isDown = false
    uploads.retry(uploads.all[0]!.id)
    await settled()
    expect([uploads.files, uploads.isBusy]).toEqual([['stored'], false])
  })
})
