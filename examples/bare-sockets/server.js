import { readFileSync } from 'node:fs'
import http from 'node:http'
import { attach, prepareMessage } from 'parley'

const page = readFileSync(new URL('./index.html', import.meta.url))
const server = http.createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
})

const sockets = new Set()
attach(server, {
  path: '/socket',
  onSocket(socket) {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A string for a text message, bytes for a binary one. Everyone gets it, the sender too.
    // 받은 메시지를 보낸 사람을 포함한 모두에게 그대로 보냅니다.
    socket.on('message', (data) => {
      // Framed once for all of them. 모두에게 갈 메시지를 한 번만 만듭니다.
      const message = prepareMessage(data)
      for (const each of sockets) each.send(message)
    })
  },
})

server.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on http://localhost:${server.address().port}`)
})
