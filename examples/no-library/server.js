import { readFileSync } from 'node:fs'
import http from 'node:http'
import { chat } from '@parley/chat/server'
import { attach } from 'parley'

const page = readFileSync(new URL('./index.html', import.meta.url))
const server = http.createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
})

attach(server, { features: [chat()], data: process.env.PARLEY_DATA ?? './parley.db' })
server.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on http://localhost:${server.address().port}`)
})
