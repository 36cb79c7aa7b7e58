import { chatRoom } from '@parley/chat/client'
import { connect } from '@parley/client'

const guest = { key: process.env.BOT_KEY ?? crypto.randomUUID(), name: 'Weather' }
const connection = connect(process.argv[2] ?? 'http://localhost:3000', { guest })
connection.onStatus(({ state, reason }) => console.error(`(${state})`, reason?.message ?? ''))
const room = connection.open(chatRoom, 'general')
const answerTo = ({ by, at }) => `It is ${['sunny', 'cloudy', 'rainy', 'snowy'][at % 4]}, ${by.name}.`
let seen = Number.POSITIVE_INFINITY
room.onChange(() => {
  const asked = room.state.messages.filter(({ offset, text }) => offset > seen && text.startsWith('!weather'))
  seen = room.position?.offset ?? seen
  for (const message of asked)
    room.commands.post({ text: answerTo(message), reply: message.offset }).catch((no) => console.error(no.message))
})
