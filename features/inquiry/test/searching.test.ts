import { expect, test } from 'vitest'
import { Stage, user } from './stage.ts'

test.each(['inquiries', 'list/open', 'customer/kim0'])(
  'an agent of another team finds out nothing by asking in %s: neither what there is nor that there is more',
  async (collection) => {
    const stage = new Stage()
    for (const n of [0, 1, 2, 3]) await stage.start(user(`kim${n}`), `k${n}`, { text: 'SECRET order' })
    await stage.start(user('lee'), 'l', { text: 'SECRET too', team: 'billing' })
    for (const query of [{ search: 'order', limit: 1 }, { limit: 1 }, { limit: 2 }]) {
      const carol = user('carol')
      const found = await stage.memory.context(carol).find(carol, 'inquiry-desk/main', 'desk', collection, query)
      expect(found).toMatchObject({ more: false, next: undefined })
      expect(JSON.stringify(found)).not.toContain('kim')
    }
    const found = await stage.memory
      .context(user('alice'))
      .find(user('alice'), 'inquiry-desk/main', 'desk', collection, { limit: 1 })
    expect(found.documents).toHaveLength(1)
  },
)
