import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { attach } from 'parley'

const page = readFileSync(new URL('./index.html', import.meta.url))
const server = http.createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
})

// Who has the key may publish. 이 키를 가진 사람만 발행할 수 있습니다.
const publishKey = process.env.PUBLISH_KEY ?? randomBytes(24).toString('base64url')
const data = process.env.PARLEY_DATA ?? './parley.db'
const news = attach(server, { channels: true, publishKey, data }).channel('news')

news.subscribe(({ offset, data }) => console.log(`${offset}. ${data.title}`))

server.listen(process.env.PORT ?? 3000, async () => {
  const url = `http://localhost:${server.address().port}`
  console.log(`listening on ${url}`)
  console.log(
    `curl -H 'Authorization: Bearer ${publishKey}' -d '{"channel":"news","data":{"title":"Hello"}}' ${url}/parley/publish`,
  )
  // The same id a second time, after a restart for one, is not published again.
  // 같은 id는 다시 시작한 뒤에도 두 번 발행되지 않습니다.
  await news.publish({ title: 'The news is open' }, { id: 'opening' })
})
