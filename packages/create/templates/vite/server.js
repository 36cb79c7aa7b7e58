import http from 'node:http'
import path from 'node:path'
import { chat } from '@parley/chat/server'
import express from 'express'
import { attach } from 'parley'

const folder = import.meta.dirname
const app = express()
const server = http.createServer(app)

// en: Your own routes go here, above the page: app.get('/api/hello', …)
// ko: 내 라우트는 페이지보다 위인 여기에 씁니다: app.get('/api/hello', …)

// en: Parley answers /parley on this server, and leaves Vite's own WebSocket (hot reload) alone: one port for all.
// ko: Parley는 이 서버의 /parley 에만 답하고 Vite의 WebSocket(새로고침)은 건드리지 않습니다. 포트는 하나입니다.
attach(server, { features: [chat()] })

if (process.env.NODE_ENV === 'production') {
  // en: What "npm run build" made.
  // ko: "npm run build" 가 만든 것.
  app.use(express.static(path.join(folder, 'dist')))
} else {
  const { createServer } = await import('vite')
  const vite = await createServer({ root: folder, server: { middlewareMode: true, hmr: { server } } })
  app.use(vite.middlewares)
}

server.listen(process.env.PORT ?? 3000, () => {
  console.log(`Open http://localhost:${server.address().port} in two tabs and talk.`) // en
  console.log(`http://localhost:${server.address().port} 을 탭 두 개에서 열고 이야기해 보세요.`) // ko
})
