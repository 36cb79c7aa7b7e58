import { expect, it } from 'vitest'
import type { Notice } from '../src/contract/index.ts'
import { inboxConfig } from '../src/options.ts'
import { InboxLog } from './properties/inbox-log.ts'

const minute = 60_000
const languages = Intl.supportedValuesOf('currency').map((tag) => tag.toLowerCase())
const inLanguages = (many: number, text: string) =>
  Object.fromEntries(languages.slice(0, many).map((language) => [language, text]))

const config = inboxConfig({
  categories: {
    ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`c${at}`, {}])),
    d: { urgent: true, digest: { windowMs: 7 * 86_400_000 } },
  },
  ways: ['email', 'push'].map((name) => ({ name, title: name, afterMs: 30 * 86_400_000 })),
})

it.each([
  [0, 250],
  [1, 150],
  [7, 130],
  [50, 30],
])(
  'an inbox has a small state, however much it is told in %i languages, %i times',
  { timeout: 60_000 },
  (many, notices) => {
    const log = new InboxLog(config)
    const short: Omit<Notice, 'category'> = { title: 't' }
    const long: Omit<Notice, 'category'> = {
      title: inLanguages(many, 't'.repeat(200)),
      body: inLanguages(many, 'b'.repeat(2_000)),
      link: `/${'l'.repeat(1_999)}`,
      actions: ['a', 'b', 'c', 'd'].map((id) => ({ id, label: inLanguages(many, 'l'.repeat(100)) })),
      data: 'd'.repeat(4_000),
    }
    const said = many === 0 ? short : long
    for (let n = 0; n < notices; n++) {
      const actor = { id: `${n}${'i'.repeat(140)}`, name: 'n'.repeat(200) }
      const key = `${n}${'k'.repeat(190)}`
      expect(log.system('notify', { ...said, actor, key, category: `c${n % 20}` })).toBeUndefined()
      for (const digestKey of [`${n % 120}${'d'.repeat(190)}`, 'one'])
        log.system('notify', { ...said, body: 'b', actor, key, category: 'd', digestKey })
      log.now += minute / 4
    }
    expect(JSON.stringify(log.state).length).toBeLessThan(6_000_000)
  },
)
