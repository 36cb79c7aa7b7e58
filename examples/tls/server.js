import { readFileSync } from 'node:fs'
import https from 'node:https'
import { chat } from '@parley/chat/server'
import { attach } from 'parley'
import { certificate } from './certificate.js'

const page = readFileSync(new URL('./index.html', import.meta.url))
const server = https.createServer(certificate(), (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
})

// Nothing else changes: the page came by https://, so its socket goes by wss:// on its own.
// 페이지가 https://로 열리면 소켓은 자동으로 wss://를 씁니다.
attach(server, { features: [chat()], data: process.env.PARLEY_DATA ?? './parley.db' })
server.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on https://localhost:${server.address().port}`)
})
