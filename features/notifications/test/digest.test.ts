import { describe, expect, it } from 'vitest'
import type { InboxOptions } from '../src/options.ts'
import { Stage } from './stage.ts'

const start = 1_000_000
const minute = 60_000
const by = (id: string) => ({ id, name: id })

function withDigest(digest: object = {}, more: InboxOptions = {}): Stage {
  return new Stage({ categories: { news: { digest: { windowMs: 5 * minute, ...digest } } }, ...more })
}

const shown = async (stage: Stage) => (await stage.inbox('ana')).recent.map(({ title, count }) => `${title} ${count}`)

describe('a digest', () => {
  // Knock's batch: six triggers, three of page A and three of page B.
  it.each([
    ['without a key is one message with six', undefined, ['{count} comments 6']],
    ['by page is two messages with three each', 'page', ['{count} comments 3', '{count} comments 3']],
  ])('%s', async (_, keyed, expected) => {
    const stage = withDigest({ title: '{count} comments' })
    for (const page of ['A', 'B', 'A', 'B', 'A', 'B'])
      await stage.notify('ana', { title: `on ${page}`, ...(keyed === undefined ? {} : { digestKey: page }) })
    expect(await shown(stage)).toEqual([])
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(expected)
  })

  it('opens with the first of it and closes on time, whatever comes', async () => {
    const stage = withDigest()
    await stage.notify('ana', { title: '1' })
    await stage.advance(4 * minute)
    await stage.notify('ana', { title: '2' })
    await stage.advance(minute - 1)
    expect(await shown(stage)).toEqual([])
    await stage.advance(1)
    expect(await shown(stage)).toEqual(['2 2'])
    await stage.notify('ana', { title: '3' })
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(['3 1', '2 2'])
  })

  it('closes after a restart, also if its time came while no server was there', async () => {
    const stage = withDigest()
    await stage.notify('ana', { title: '1' })
    await stage.restart(minute)
    await stage.notify('ana', { title: '2' })
    await stage.restart(10 * minute)
    await stage.advance(1)
    expect(await shown(stage)).toEqual(['2 2'])
    expect(stage.memory.reports).toEqual([])
  })

  it('names those who did it and what it stands for, the newest first', async () => {
    const stage = withDigest({ title: '{actors} commented' })
    for (const id of ['a', 'b', 'a', 'c', 'd']) {
      await stage.notify('ana', { title: `by ${id}`, actor: by(id), link: `/${id}`, body: 'words', data: 1 })
      await stage.advance(1)
    }
    await stage.advance(5 * minute)
    expect((await stage.inbox('ana')).recent).toMatchObject([
      {
        ...{ title: '{actors} commented', link: '/d', count: 5, actorCount: 4, at: start, updatedAt: start + 4 },
        actors: [by('d'), by('c'), by('a')],
        lines: ['d', 'c', 'a', 'b', 'a'].map((id) => ({ title: `by ${id}`, link: `/${id}`, actor: by(id) })),
      },
    ])
    expect(JSON.stringify(await stage.inbox('ana'))).not.toContain('words')
  })

  it('of one is that one, whole', async () => {
    const stage = withDigest({ title: '{count} comments' })
    await stage.notify('ana', { title: 'alone', body: 'words', data: [1], key: 'k' })
    await stage.advance(5 * minute)
    expect((await stage.inbox('ana')).recent).toMatchObject([
      { title: 'alone', body: 'words', data: [1], key: 'k', count: 1 },
    ])
  })

  it('leaves out what was taken back or is over, and is not there if nothing is left', async () => {
    const stage = withDigest()
    await stage.notify('ana', { title: 'stays', key: 'a' })
    await stage.notify('ana', { title: 'taken back', key: 'b' })
    await stage.notify('ana', { title: 'over', expiresAt: start + minute })
    await stage.notify('ben', { title: 'over', expiresAt: start + minute })
    await stage.system('inbox/ana', 'withdraw', { key: 'b' })
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(['stays 1'])
    expect((await stage.inbox('ben')).recent).toEqual([])
    expect(stage.log('inbox/ben').at(-1)?.type).toBe('digestDropped')
  })

  it('counts what is beyond a hundred', async () => {
    const stage = withDigest({ title: 'many' })
    for (let n = 0; n < 115; n++) await stage.notify('ana', { title: `${n}` })
    await stage.advance(5 * minute)
    const [item] = (await stage.inbox('ana')).recent
    expect(item).toMatchObject({ title: 'many', count: 115 })
    expect(item?.lines?.map(({ title }) => title)).toEqual([
      '114',
      '113',
      '112',
      '111',
      '110',
      '109',
      '108',
      '107',
      '106',
      '105',
    ])
  })

  it('does not count what was withdrawn, also beyond a hundred', async () => {
    const stage = withDigest({ title: 'many' })
    for (let n = 0; n < 118; n++) await stage.notify('ana', { title: `${n}`, key: n % 3 === 0 ? 'gone' : `k${n}` })
    await stage.system('inbox/ana', 'withdraw', { key: 'gone' })
    await stage.system('inbox/ana', 'withdraw', { key: 'k1' })
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(['many 77'])
  })

  it('takes nothing that is longer than all of one may be: that is a notification of its own', async () => {
    const stage = withDigest()
    const languages = Intl.supportedValuesOf('currency').slice(0, 20)
    const body = Object.fromEntries(languages.map((language) => [language.toLowerCase(), 'x'.repeat(2_000)]))
    await stage.notify('ana', { title: 'long', body })
    expect(await shown(stage)).toEqual(['long 1'])
  })

  it('of one key becomes part of the notification that has it', async () => {
    const stage = withDigest()
    for (const round of [1, 2]) {
      for (const title of ['x', 'y'])
        await stage.notify('ana', { title: `${title}${round}`, key: 'k', actor: by(title) })
      await stage.advance(5 * minute)
    }
    expect((await stage.inbox('ana')).recent).toMatchObject([
      { title: 'y2', key: 'k', count: 4, actorCount: 2, lines: ['y2', 'x2', 'y1', 'x1'].map((title) => ({ title })) },
    ])
  })

  it('is decided when it closes: by then the person may not want it', async () => {
    const stage = withDigest({}, { ways: [{ name: 'email', title: 'E-mail' }] })
    await stage.notify('ana')
    await stage.own('ana', 'setWay', { way: 'email', on: false })
    await stage.advance(5 * minute)
    expect((await stage.lines('ana')).map((line) => line.replace(/^\d+ /, ''))).toEqual(['email not-sent preference'])
  })

  it('beyond so many at once does not open: what comes is a notification of its own', async () => {
    const stage = withDigest({}, { limits: { maxDigests: 1 } })
    for (const digestKey of ['a', 'b', 'a']) await stage.notify('ana', { title: digestKey, digestKey })
    expect(await shown(stage)).toEqual(['b 1'])
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(['a 2', 'b 1'])
  })

  it.each(['__proto__', '1', '["news","x"]'])('has a key of any kind: %s', async (digestKey) => {
    const stage = withDigest()
    for (const title of ['1', '2']) await stage.notify('ana', { title, digestKey })
    await stage.advance(5 * minute)
    expect(await shown(stage)).toEqual(['2 2'])
  })
})
