import { readFileSync } from 'node:fs'
import { chat } from '@parley/chat/server'
import Fastify from 'fastify'
import { attach } from 'parley'

const page = readFileSync(new URL('./index.html', import.meta.url), 'utf8')
const fastify = Fastify()

fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))

// fastify.server is the http.Server inside Fastify. fastify가 아니라 fastify.server를 넘겨야 합니다.
attach(fastify.server, { features: [chat()], data: process.env.PARLEY_DATA ?? './parley.db' })

// An address, not 'localhost': for that name Fastify may make a second server, which knows nothing of the chat.
await fastify.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })
console.log(`listening on http://localhost:${fastify.server.address().port}`)
