import { describe, expect, test } from 'vitest'
import { type FileOptions, filesSettings } from './options.ts'
import { diskFiles } from './store/disk-files.ts'

describe('the options of files', () => {
  test.each<[string, FileOptions, string]>([
    ['a time that is none', { keepUnpostedMs: 0 }, '"files.keepUnpostedMs" is a whole number from 1, not 0.'],
    ['half a file', { sweepFiles: 0.5 }, '"files.sweepFiles" is a whole number from 1, not 0.5.'],
    ['a pause of weeks', { sweepEveryMs: 1e10 }, '"files.sweepEveryMs" is at most 86400000, which is a day.'],
    ['a type that runs', { types: ['image/svg+xml'] }, 'can run scripts in a page'],
    [
      'a store that cannot list',
      { store: { ...diskFiles('x'), list: undefined as never } },
      'this one has no method "list"',
    ],
  ])('refuse %s, saying why', (_what, options, message) => {
    expect(() => filesSettings('chat', options)).toThrow(
      expect.objectContaining({ code: 'ERR_CHAT_FILES', message: expect.stringContaining(message) }),
    )
  })

  test('have the defaults that the README says', () => {
    expect(filesSettings('chat', {})).toMatchObject({
      keepUnpostedMs: 86_400_000,
      sweepEveryMs: 60_000,
      sweepFiles: 100,
    })
  })
})
