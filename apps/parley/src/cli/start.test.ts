import path from 'node:path'
import { expect, it } from 'vitest'
import { filesFolder, linkToRoom } from './start.ts'

it.each([
  ['./parley.db', 'parley-files'],
  ['./x.db', 'x-files'],
  ['/var/lib/chat/data.v2.sqlite', '/var/lib/chat/data.v2-files'],
  ['data', 'data-files'],
])('what people send goes beside %s, to %s', (data, folder) => {
  expect(filesFolder(data)).toBe(path.normalize(folder))
})

it('leads from a notification to its message as the site addresses rooms', () => {
  expect([linkToRoom('general'), linkToRoom('general', 7), linkToRoom('help', 7), linkToRoom('p-1')]).toEqual([
    '/',
    '/#general/7',
    '/?room=help#help/7',
    '/?room=p-1',
  ])
})
