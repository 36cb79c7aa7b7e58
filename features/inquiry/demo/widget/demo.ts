/** `?scene=thread`: the widget in one of its states, and `window.fake` to play the server and the agents. */
import { claimBrowserKey } from '@parley/elements'
import { lastConnection } from './fake-client.ts'
import '../../src/elements.ts'
import { FakeSupport } from '../../test/widget/fake-support.ts'
import { abouts, scenes } from './scenes.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'thread'
const language = query.get('lang')
if (language) document.documentElement.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'
const about = abouts[scene] ?? abouts.plain
window.fetch = async () =>
  scene === 'unreachable' ? new Response('', { status: 503 }) : Response.json(about, { status: 200 })

await claimBrowserKey()
const widget = document.createElement('parley-inquiry')
if (language) widget.lang = language
if (scene === 'inline') {
  widget.inline = true
  document.querySelector('#main')?.classList.add('with-panel')
}
document.querySelector('#main')?.append(widget)
await widget.updateComplete
await new Promise((resolve) => requestAnimationFrame(resolve))
const connection = lastConnection()
scenes[scene]?.(connection, language ?? 'en')
await widget.updateComplete
Object.assign(window, { fake: connection, widget, FakeSupport })
