import { expect, test } from 'vitest'
import { Frames } from './frames.ts'

const settled = () => new Promise(setImmediate)

function screen() {
  const asked: (() => void)[] = []
  const frames = new Frames((run) => asked.push(run))
  const show = async () => {
    for (const run of asked.splice(0)) run()
    await settled()
  }
  return { asked, frames, show }
}

test('a thousand that ask before a frame are told in that frame, and it is asked for once', async () => {
  const { asked, frames, show } = screen()
  let told = 0
  for (let index = 0; index < 1000; index++) void frames.next().then(() => told++)
  await settled()
  expect([asked.length, told]).toEqual([1, 0])
  await show()
  expect([asked.length, told]).toEqual([0, 1000])
})

test('what a part in a frame asks for is done in the same one', async () => {
  const { asked, frames, show } = screen()
  const said: string[] = []
  void frames.next().then(async () => {
    said.push('outer')
    await undefined
    await frames.next()
    said.push('inner')
  })
  await show()
  expect([said, asked.length]).toEqual([['outer', 'inner'], 0])
})

test('what asks after a frame waits for the next', async () => {
  const { asked, frames, show } = screen()
  let told = 0
  void frames.next().then(() => told++)
  await show()
  void frames.next().then(() => told++)
  await settled()
  expect([asked.length, told]).toEqual([1, 1])
  await show()
  expect(told).toBe(2)
})
