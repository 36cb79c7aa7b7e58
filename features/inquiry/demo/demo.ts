/** `?scene=busy`: the desk in one of its states, and `window.fake` to play the server, customers and colleagues. */
import { claimGuestKey } from '@parley/elements'
import { lastConnection } from './fake-client.ts'
import '../src/elements.ts'
import type { AboutDesk } from '../src/contract/index.ts'
import { scenes } from './scenes.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'busy'
const language = query.get('lang')
if (language) document.documentElement.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'
const about: AboutDesk = {
  fields: [
    { name: 'order', label: { en: 'Order number', ko: '주문 번호' } },
    { name: 'phone', label: { en: 'Telephone', ko: '전화번호' }, type: 'phone' },
  ],
  ...{ teams: {}, hasBot: false, hasMail: true },
  ...{ maxTextLength: 10_000, maxFilesPerMessage: 15, maxFileBytes: 26_214_400 },
}
window.fetch = async () => Response.json(about)
await claimGuestKey()
const desk = document.createElement('parley-inquiry-desk')
if (language) desk.lang = language
desk.upload = async (_, file, { progress }) => {
  progress(1)
  return { id: `file-${file.name}`, name: file.name, type: file.type, size: file.size }
}
document.querySelector('#main')?.append(desk)
await desk.updateComplete
const connection = lastConnection()
connection.welcome()
scenes[scene]?.(connection, desk, language ?? 'en')
await desk.updateComplete
Object.assign(window, { fake: connection })
