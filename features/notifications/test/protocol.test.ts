import { readFileSync } from 'node:fs'
import { schemaHashOf } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { NotificationsCode } from '../src/contract/index.ts'
import * as limits from '../src/contract/limits.ts'
import { deliveryChannel } from '../src/delivery/channel.ts'
import { deviceChannel } from '../src/delivery/device-channel.ts'
import { queueFold } from '../src/delivery/queue-fold.ts'
import { inboxChannel } from '../src/inbox/channel.ts'
import { inboxFold } from '../src/inbox/inbox-fold.ts'
import { inboxConfig } from '../src/options.ts'
import { topicChannel } from '../src/topic/channel.ts'
import { topicFold } from '../src/topic/topic-state.ts'

const protocol = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')
const section = protocol.slice(protocol.indexOf('## Notifications'), protocol.indexOf('## Inquiry'))
const config = inboxConfig()
const channels = [inboxChannel(config), topicChannel(config), deliveryChannel(config), deviceChannel]

describe('PROTOCOL.md', () => {
  it.each(Object.values(NotificationsCode))('knows the code %s', (code) => expect(section).toContain(`\`${code}\``))

  it('knows the events of all views, and the commands that somebody else sends', () => {
    const timers = ['closeDigest', 'deliver', 'expire', 'wake', 'leave', 'fanOut']
    const commands = channels
      .flatMap((channel) => [...channel.commands.keys()])
      .filter((name) => !timers.includes(name))
    const events = [inboxFold, topicFold, queueFold].flatMap((fold) => Object.keys(fold.events))
    for (const name of [...commands, ...events]) expect(section, name).toContain(`\`${name}\``)
  })

  it('and the code have the same limits', () => {
    const {
      maxItems,
      maxRecent,
      maxPerMinute,
      maxDevices,
      maxDeliveries,
      maxWaiting,
      maxSnoozeDays,
      maxIdsPerCommand,
    } = limits
    expect([
      maxItems,
      maxRecent,
      maxPerMinute,
      maxDevices,
      maxDeliveries,
      maxWaiting,
      maxSnoozeDays,
      maxIdsPerCommand,
    ]).toEqual([500, 50, 120, 20, 1000, 200, 365, 500])
    for (const said of [
      'newest 50',
      'at most 500',
      '120 in a minute',
      'Beyond 20 ',
      'newest 1000',
      'Beyond 200 ',
      '365 days',
      '1 to 500',
    ])
      expect(section).toContain(said)
  })
})

it('has the names that clients of version 1 know', () => {
  expect(channels.map(schemaHashOf)).toMatchInlineSnapshot(`
    [
      "9071fc2a447df4b8",
      "f4016764afc831c4",
      "585d1289dec6a1e9",
      "91f3500be62743c5",
    ]
  `)
})
