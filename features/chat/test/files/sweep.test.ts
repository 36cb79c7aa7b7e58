import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, FileTown, hour, sweepEveryMs } from './file-town.ts'

/** `pick` chooses among what there is at that time. */
type Step =
  | { readonly do: 'upload' | 'erase' | 'schedule'; readonly by: string }
  | { readonly do: 'post' | 'hold' | 'postWhileSwept' | 'release' | 'delete'; readonly pick: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'orphan' | 'restart' }

const by = fc.constantFrom('ana', 'ben')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('upload' as const), by }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('erase' as const, 'schedule' as const), by }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('post', 'hold', 'postWhileSwept', 'release', 'delete' as const),
      pick: fc.nat(20),
    }) as fc.Arbitrary<Step>,
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('orphan' as const, 'restart' as const) }) },
)

function picked<T>(from: readonly T[], pick: number): T | undefined {
  return from[pick % Math.max(1, from.length)]
}

async function take(town: FileTown, each: Step): Promise<void> {
  switch (each.do) {
    case 'upload':
    case 'erase':
    case 'schedule':
      return town[each.do](each.by)
    case 'post':
    case 'hold': {
      const upload = picked(town.waiting, each.pick)
      return upload && town.post(upload, each.do)
    }
    case 'postWhileSwept': {
      const upload = picked(town.waiting, each.pick)
      if (upload === undefined) return
      // Up to the turn that might withdraw it, and then both at once.
      const age = town.clock.now() - (town.files.kept.get(upload.id)?.info.at ?? 0)
      await town.wait(Math.max(0, day - age - (age % sweepEveryMs)))
      await Promise.all([town.post(upload, 'now'), town.wait(sweepEveryMs)])
      return
    }
    case 'release':
    case 'delete': {
      const offset = picked([...(each.do === 'release' ? town.held : town.posted).keys()], each.pick)
      return offset === undefined ? undefined : town[each.do](offset)
    }
    case 'wait':
      return town.wait(each.hours * hour)
    case 'orphan':
    case 'restart':
      return town[each.do]()
  }
}

test('whatever people do, no file that a message names is lost, and all others are gone in time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const town = await new FileTown().found()
      for (const each of steps) {
        await take(town, each)
        expect(town.stored).toEqual(expect.arrayContaining(town.named))
        for (const id of town.named) expect(await town.statusOf(id)).toBe(200)
        const young = town.waiting.filter(({ id }) => {
          const at = town.files.kept.get(id)?.info.at
          return at === undefined ? false : town.clock.now() - at < day
        })
        for (const { id } of young) expect(await town.statusOf(id)).toBe(200)
      }
      await town.wait(day)
      await town.waitForRounds()
      expect(town.stored).toEqual(town.named)
      await town.stop()
      expect(town.reports).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)

describe('a sweep', () => {
  test('leaves an upload that is still coming, however long it takes', async () => {
    const town = new FileTown({ keepUnpostedMs: 1000 })
    let end = () => {}
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(300_000).fill(97))
        end = () => controller.close()
      },
    })
    const uploading = town.upload('ana', body)
    await town.wait(day)
    end()
    await uploading
    expect(town.stored).toHaveLength(1)
  })

  test('begins at once, and ends with the server', async () => {
    const town = await new FileTown().found()
    await town.orphan()
    await town.stop()
    await town.wait(day)
    expect(town.stored).toHaveLength(1)
    await town.restart()
    await town.wait(0)
    expect(town.stored).toHaveLength(0)
    await town.stop()
    expect(town.clock.timers).toBe(0)
  })

  test('deletes nothing of rooms that this store has never had: the folder may be that of another', async () => {
    const town = new FileTown()
    await town.orphan()
    await town.wait(2 * day)
    expect(town.stored).toHaveLength(1)
    await town.found()
    await town.wait(hour)
    expect(town.stored).toHaveLength(0)
    await town.stop()
    expect(town.reports).toEqual([])
  })

  test('that fails says so, costs nothing, and is tried again', async () => {
    const town = await new FileTown().found()
    await town.orphan()
    town.files.fault = new Error('no bucket')
    await town.wait(day)
    expect(town.stored).toHaveLength(1)
    town.files.fault = undefined
    await town.wait(day)
    expect(town.stored).toHaveLength(0)
    await town.stop()
    expect(new Set(town.reports)).toEqual(new Set(['chat: listing the uploaded files: no bucket']))
    // 10 minutes, 20, 40, then each hour.
    expect(town.reports.length).toBeLessThan(30)
  })

  test('that cannot delete one file goes on with the others', async () => {
    const town = await new FileTown().found()
    for (let count = 0; count < 7; count++) await town.orphan()
    const [bad = ''] = town.stored
    const { delete: remove } = town.files
    town.files.delete = async (id) => {
      if (id === bad) throw new Error('stuck')
      return remove.call(town.files, id)
    }
    await town.waitForRounds()
    expect(town.stored).toEqual([bad])
    town.files.delete = remove
    await town.wait(day)
    expect(town.stored).toEqual([])
    await town.stop()
    expect(town.reports[0]).toBe('chat: 1 of 3 files could not be swept; the first: stuck')
  })

  test('takes few files at a time', async () => {
    const town = await new FileTown({ sweepFiles: 2 }).found()
    for (let count = 0; count < 10; count++) await town.orphan()
    await town.wait(hour)
    await town.restart()
    const before = town.stored.length
    await town.wait(0)
    expect(before - town.stored.length).toBeLessThanOrEqual(2)
    await town.stop()
  })
})
