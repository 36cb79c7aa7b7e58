import http from 'node:http'
import { chat } from '@parley/chat/server'
import next from 'next'
import { attach } from 'parley'

const port = Number(process.env.PORT ?? 3000)
const app = next({ dev: process.env.NODE_ENV !== 'production', dir: import.meta.dirname, hostname: 'localhost', port })
const handle = app.getRequestHandler()
const server = http.createServer((request, response) => handle(request, response))

// en: Parley answers /parley on this server, and leaves the rest to Next.js, its WebSocket for hot reload too.
// ko: Parley는 이 서버의 /parley 에만 답하고, 나머지는 새로고침용 WebSocket까지 모두 Next.js가 합니다.
attach(server, { features: [chat()] })

await app.prepare()
server.listen(port, () => {
  console.log(`Open http://localhost:${server.address().port} in two tabs and talk.`) // en
  console.log(`http://localhost:${server.address().port} 을 탭 두 개에서 열고 이야기해 보세요.`) // ko
})
