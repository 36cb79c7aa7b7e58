import { createInterface } from 'node:readline'
import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'

const connection = connect(process.argv[2] ?? 'http://localhost:3000')
const room = connection.open(chatRoom, 'general', 'room')
connection.onStatus(({ state, reason }) => console.error(`(${state})`, reason?.message ?? ''))
let shown = 0
room.onChange(() => {
  const news = room.state.messages.filter((message) => message.offset > shown)
  for (const { by, text } of news) console.log(`${by.name}: ${text}`)
  shown = news.at(-1)?.offset ?? shown
})
const post = (text) => room.commands.post({ text }).catch((error) => console.error(error.message))
createInterface(process.stdin).on('line', post)
