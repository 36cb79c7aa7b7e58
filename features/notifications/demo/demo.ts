/** `?scene=busy`: the elements in one of their states, and `window.fake` to play the server. */
import { claimGuestKey } from '@parley/elements'
import { lastConnection } from './fake-client.ts'
import '../src/elements.ts'
import { scenes } from './scenes.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'busy'
const language = query.get('lang')
if (language) document.documentElement.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'
const bells = [...document.querySelectorAll('parley-bell')]
const settings = scene === 'settings' ? [document.createElement('parley-notification-settings')] : []
const heading = Object.assign(document.createElement('h2'), { textContent: 'Settings' })
document.querySelector('#main')?.append(...(settings.length > 0 ? [heading, ...settings] : []))
for (const element of [...bells, ...settings]) if (language) element.lang = language
await claimGuestKey()
for (const element of [...bells, ...settings]) await element.updateComplete
await new Promise((resolve) => requestAnimationFrame(resolve))
const connection = lastConnection()
connection.welcome(query.get('user') ?? 'ana')
scenes[scene]?.(connection)
Object.assign(window, { fake: connection })
