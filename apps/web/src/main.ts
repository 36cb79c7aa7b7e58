import type {} from '@parley/chat/elements'
import { showHint } from './hint.ts'
import { givenRooms, roomHref, roomIn } from './room-names.ts'
import { titleOf } from './title.ts'
import { catalogues, languageOf } from './words.ts'

const language = languageOf(navigator.language)
const words = catalogues[language]
document.documentElement.lang = language
place('about').textContent = words.about

// Made here, so that it opens the right room from the first.
const app = document.createElement('parley-chat-app')
let unread = 0

function show(): void {
  const room = roomIn(location.search)
  app.setAttribute('room', room)
  document.title = titleOf(room, unread)
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found
}

app.setAttribute('rooms', givenRooms.join(' '))
app.linkTo = (room, offset) => new URL(`${roomHref(room)}#${room}/${offset}`, location.href).href
app.addEventListener('parley-room', (event) => {
  const { room } = (event as CustomEvent<{ room: string }>).detail
  history.pushState(null, '', roomHref(room))
  show()
})
app.addEventListener('parley-unread', (event) => {
  unread = (event as CustomEvent<{ count: number }>).detail.count
  document.title = titleOf(roomIn(location.search), unread)
})
addEventListener('popstate', show)
show()
app.append(place('wordmark'), place('about'))
place('main').append(app)
showHint(place('hint'), words)
