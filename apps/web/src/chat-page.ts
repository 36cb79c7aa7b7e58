import type {} from '@parley/chat/elements'
import { bell, fillHead } from './head.ts'
import { showHint } from './hint.ts'
import { place } from './place.ts'
import { givenRooms, roomHref, roomIn } from './room-names.ts'
import { titleOf } from './title.ts'
import { speak } from './words.ts'

const words = speak()
place('about').textContent = words.about

// Made here, so that it opens the right room from the first.
const app = document.createElement('parley-chat-app')
let unread = 0

function show(): void {
  const room = roomIn(location.search)
  app.setAttribute('room', room)
  document.title = titleOf(room, unread)
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
// The title counts what is unread in rooms; the bell's mentions are among it, and counting them twice would be wrong.
const tools = bell({ countsInTitle: false })
tools.slot = 'tools'
fillHead(place('head'), { page: 'chat', words })
app.append(place('head'), place('about'), tools)
place('main').append(app)
showHint(place('hint'), words)
