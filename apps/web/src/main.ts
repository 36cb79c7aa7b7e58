import type {} from '@parley/chat/elements'
import { showHint } from './hint.ts'
import { givenRooms, roomIn } from './room-names.ts'
import { RoomsView, roomHref } from './rooms-view.ts'
import { rememberRoom } from './visited-rooms.ts'
import { catalogues, languageOf } from './words.ts'

const language = languageOf(navigator.language)
const words = catalogues[language]
document.documentElement.lang = language
place('about').textContent = words.about

// Made here, so that it opens the right room from the first.
const chat = document.createElement('parley-chat')
const rooms = new RoomsView(place('rooms'), words, (room) => {
  if (room !== roomIn(location.search)) history.pushState(null, '', roomHref(room))
  show()
  // On a phone the keyboard would cover what the reader came to see.
  if (matchMedia('(pointer: fine)').matches) chat.focus()
})

function show(): void {
  const room = roomIn(location.search)
  if (!(givenRooms as readonly string[]).includes(room)) rememberRoom(room)
  chat.setAttribute('room', room)
  document.title = `#${room} · Parley`
  rooms.show(room)
}

function place(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found
}

addEventListener('popstate', show)
show()
place('main').append(chat)
showHint(place('hint'), words)
