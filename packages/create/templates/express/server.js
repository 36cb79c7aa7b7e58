import path from 'node:path'
import { chat } from '@parley/chat/server'
import express from 'express'
import { attach } from 'parley'

const app = express()
app.use(express.static(path.join(import.meta.dirname, 'public')))

// en: Your own routes go here: app.get('/hello', (request, response) => response.send('Hello'))
// ko: 내 라우트는 여기에 씁니다: app.get('/hello', (request, response) => response.send('Hello'))

const server = app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error
  console.log(`Open http://localhost:${server.address().port} in two tabs and talk.`) // en
  console.log(`http://localhost:${server.address().port} 을 탭 두 개에서 열고 이야기해 보세요.`) // ko
})

// en: Parley joins the server that listens, not the Express app. It answers /parley and leaves the rest to Express.
// ko: Parley는 Express 앱(app)이 아니라 듣고 있는 서버(server)에 붙습니다. /parley 에만 답하고 나머지는 Express가 합니다.
attach(server, { features: [chat()] })
