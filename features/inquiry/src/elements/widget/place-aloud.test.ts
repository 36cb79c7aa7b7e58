import { expect, test } from 'vitest'
import { PlaceAloud } from './place-aloud.ts'

test('a place is said at first, then at most every 20 seconds, and only if it has changed', async () => {
  const said: string[] = []
  const place = new PlaceAloud((text) => said.push(text))
  place.note(undefined, 0)
  place.note('no. 3', 0)
  place.note('no. 2', 5_000)
  place.note('no. 1', 20_000)
  place.note('no. 1', 60_000)
  await Promise.resolve()
  expect(said).toEqual(['no. 3', 'no. 1'])
})
