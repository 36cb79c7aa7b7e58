/** `?scene=busy`: the element in one of its states, and `window.fake` to play the server. */

import { claimGuestKey } from '../src/elements/guest-key.ts'
import type { FakeConnection } from '../test/fake-connection.ts'
import { lastConnection } from './fake-client.ts'
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
await claimGuestKey()
await element?.updateComplete
const connection = lastConnection()
window.fake = connection
scenes[query.get('scene') ?? 'busy']?.(connection, connection.room('general'))
