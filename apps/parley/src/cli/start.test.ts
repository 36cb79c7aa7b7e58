import path from 'node:path'
import { expect, it } from 'vitest'
import { filesFolder } from './start.ts'

it.each([
  ['./parley.db', 'parley-files'],
  ['./x.db', 'x-files'],
  ['/var/lib/chat/data.v2.sqlite', '/var/lib/chat/data.v2-files'],
  ['data', 'data-files'],
])('what people send goes beside %s, to %s', (data, folder) => {
  expect(filesFolder(data)).toBe(path.normalize(folder))
})
