import { readFileSync } from 'node:fs'
import http from 'node:http'
import { chat } from '@parley/chat/server'
import { attach } from 'parley'

const page = readFileSync(new URL('./public/index.html', import.meta.url))

const server = http.createServer((request, response) => {
  // en: Your own answers go here.
  // ko: 내 서버의 답은 여기에 씁니다.
  if (request.url === '/') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
  } else {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found')
  }
})

// en: Parley answers /parley, and leaves all other requests to the function above.
// ko: Parley는 /parley 에만 답하고, 나머지 요청은 위의 함수가 받습니다.
attach(server, { features: [chat()] })

server.listen(process.env.PORT ?? 3000, () => {
  console.log(`Open http://localhost:${server.address().port} in two tabs and talk.`) // en
  console.log(`http://localhost:${server.address().port} 을 탭 두 개에서 열고 이야기해 보세요.`) // ko
})
