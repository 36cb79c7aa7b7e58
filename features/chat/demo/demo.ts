/** `?scene=busy`: the element in one of its states, and `window.fake` to play the server. */

import { claimGuestKey } from '@parley/elements'
import { roomTools } from '../src/elements/parts.ts'
import { lastConnection } from './fake-client.ts'
import type { FakeConnection } from './fake-connection.ts'
import '../src/elements.ts'
import { scenes } from './scenes.ts'

declare global {
  interface Window {
    fake: FakeConnection
  }
}

const query = new URLSearchParams(location.search)
const element = document.querySelector('parley-chat')
const language = query.get('lang')
if (element && language) element.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'
await claimGuestKey()
await element?.updateComplete
// Nobody presses as fast as a test does.
await roomTools.load()
const connection = lastConnection()
scenes[query.get('scene') ?? 'busy']?.(connection, connection.world.room('general'))
window.fake = connection
