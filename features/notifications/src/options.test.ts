import { describe, expect, it } from 'vitest'
import { type InboxOptions, inboxConfig } from './options.ts'

const ways = [{ name: 'push', title: 'Push' }]
const day = 86_400_000

describe('what an app says of its notifications', () => {
  it.each<[string, InboxOptions, string]>([
    ['a way without a name', { ways: [{ name: '', title: 'x' }] }, 'WAY'],
    ['a way that is called as the inbox', { ways: [{ name: 'inbox', title: 'x' }] }, 'WAY'],
    ['a way twice', { ways: [...ways, ...ways] }, 'WAY'],
    ['a way that waits half a millisecond', { ways: [{ name: 'a', title: 'x', afterMs: 0.5 }] }, 'WAY'],
    ['a way to hosts that are none', { ways: [{ name: 'a', title: 'x', hosts: ['https://a.example'] }] }, 'WAY'],
    ['a category with a name of another kind', { categories: { 'Chat!': {} } }, 'CATEGORY'],
    ['an unknown way in a category', { categories: { a: { ways: { fax: true } } } }, 'CATEGORY'],
    ['an unknown way that comes later', { categories: { a: { afterMs: { fax: 1 } } } }, 'CATEGORY'],
    ['an inbox that comes later', { categories: { a: { afterMs: { inbox: 1 } } } }, 'CATEGORY'],
    ['a way that is neither on nor off', { categories: { a: { ways: { push: 'yes' as never } } } }, 'CATEGORY'],
    ['a digest of no time', { categories: { a: { digest: { windowMs: 0 } } } }, 'CATEGORY'],
    ['a digest of more than a week', { categories: { a: { digest: { windowMs: 8 * day } } } }, 'CATEGORY'],
    ['a digest of NaN', { categories: { a: { digest: { windowMs: Number.NaN } } } }, 'CATEGORY'],
    ['a throttle of nothing', { categories: { a: { throttle: { max: 0, perMs: 1 } } } }, 'CATEGORY'],
    ['a throttle over no time', { categories: { a: { throttle: { max: 1, perMs: 0 } } } }, 'CATEGORY'],
    [
      '101 categories',
      { categories: Object.fromEntries([...Array(101).keys()].map((n) => [`c${n}`, {}])) },
      'CATEGORY',
    ],
    ['a higher limit', { limits: { maxItems: 501 } }, 'LIMITS'],
    ['a limit of nothing', { limits: { maxDevices: 0 } }, 'LIMITS'],
    ['an unknown limit', { limits: { maxFun: 1 } as object }, 'LIMITS'],
  ])('is refused with a code at the call: %s', (_, options, code) => {
    const wrong = expect.objectContaining({ name: 'UsageError', code: `ERR_NOTIFICATIONS_${code}` })
    expect(() => inboxConfig({ ways, ...options })).toThrow(wrong)
  })

  it('says which ways there are when it names another one', () => {
    expect(() => inboxConfig({ ways, categories: { a: { ways: { fax: true } } } })).toThrow(
      'The category "a" names the way "fax"; there are inbox, push.',
    )
  })

  it('holds against what another feature announces of the same name', () => {
    const { categories } = inboxConfig({ ways, categories: { 'chat/mention': { title: 'Mentions', required: true } } })
    categories.announced({ 'chat/mention': { title: 'Theirs' }, 'chat/reply': { title: 'Replies' } })
    expect(categories.describe()).toEqual({
      'chat/mention': { title: 'Mentions', required: true, ways: { inbox: true, push: true } },
      'chat/reply': { title: 'Replies', required: false, ways: { inbox: true, push: true } },
    })
  })

  it('has the inbox among the ways of every category, and what is urgent is required', () => {
    const { categories } = inboxConfig({ ways, categories: { a: { ways: { push: false } }, b: { urgent: true } } })
    expect(categories.get('a')?.ways).toEqual({ inbox: true, push: false })
    expect(categories.get('b')).toMatchObject({ required: true, urgent: true })
  })

  it('lowers limits', () => {
    expect(inboxConfig({ limits: { maxItems: 3 } }).limits).toMatchObject({ maxItems: 3, maxDevices: 20 })
  })
})
