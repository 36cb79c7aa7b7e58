import { readFileSync } from 'node:fs'
import { chat } from '@parley/chat/server'
import Fastify from 'fastify'
import { attach } from 'parley'

const page = readFileSync(new URL('./public/index.html', import.meta.url), 'utf8')
const fastify = Fastify()

// en: Your own routes go here.
// ko: 내 라우트는 여기에 씁니다.
fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))

// en: fastify.server is the http.Server inside Fastify. Parley answers /parley there, the rest is Fastify's.
// ko: fastify.server 는 Fastify 안의 http 서버입니다. Parley는 거기서 /parley 에만 답하고 나머지는 Fastify가 합니다.
attach(fastify.server, { features: [chat()] })

// en: An address, not 'localhost': for that name Fastify may open a second server, which Parley does not know.
// ko: 'localhost' 가 아니라 주소를 씁니다. 그 이름에는 Fastify가 Parley가 모르는 두 번째 서버를 열 수 있습니다.
await fastify.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })
console.log(`Open http://localhost:${fastify.server.address().port} in two tabs and talk.`) // en
console.log(`http://localhost:${fastify.server.address().port} 을 탭 두 개에서 열고 이야기해 보세요.`) // ko
