import http from 'node:http'
import type { Http2SecureServer, Http2Server } from 'node:http2'
import https from 'node:https'
import net from 'node:net'
import { UsageError } from '@parley/channel'
import { languageOf, render } from '@parley/diagnosis'
import { callFrame } from './diagnosis/call-site.ts'
import { type WhyUndefined, whyUndefined } from './diagnosis/why-undefined.ts'

export type HttpServer = http.Server | https.Server | Http2Server | Http2SecureServer

/**
 * Throws `UsageError` unless `target` is an http.Server, an https.Server or a server of node:http2. Most things people pass by mistake are event
 * emitters too and would accept our listener in silence, so each is recognised and answered with the line to write.
 */
export function checkServer(target: unknown): asserts target is HttpServer {
  if (isHttpServer(target)) return
  throw explain(target)
}

function explain(target: unknown): UsageError {
  if (target === undefined || target === null) {
    const why = whyUndefined(callFrame())
    const isSeen = why !== undefined && why.kind !== 'here'
    return usage('ERR_ATTACH_UNDEFINED', ['const server = app.listen(3000)', attachLine('server')], {
      values: { given: String(target) },
      seen: notYet(why),
      more: isSeen ? undefined : inGenerator,
    })
  }
  if (isExpress(target)) return wrongApp('ERR_ATTACH_EXPRESS')
  if (isKoa(target)) return wrongApp('ERR_ATTACH_KOA')
  if (isHono(target)) {
    return usage('ERR_ATTACH_HONO', ['const server = serve({ fetch: app.fetch, port: 3000 })', attachLine('server')])
  }
  if (isFastify(target)) return ofFastify('ERR_ATTACH_FASTIFY')
  if (target instanceof net.Server) {
    return usage('ERR_ATTACH_NET', ['const server = http.createServer()', attachLine('server')])
  }
  if (has(target, 'then')) return usage('ERR_ATTACH_PROMISE', [attachLine('await server')])
  if (typeof target === 'function') {
    const lines = ['const server = http.createServer(handler).listen(3000)', attachLine('server')]
    return usage('ERR_ATTACH_FUNCTION', lines)
  }
  if (typeof target === 'string' && target.includes('://')) return ofFastify('ERR_ATTACH_ADDRESS')
  if (typeof target === 'number' || typeof target === 'string') {
    const lines = [`const server = http.createServer().listen(${target})`, attachLine('server')]
    return usage('ERR_ATTACH_PORT', lines, { values: { given: JSON.stringify(target) } })
  }
  if (has(target, 'handleUpgrade') && has(target, 'clients')) {
    return usage('ERR_ATTACH_WEBSOCKET_SERVER', [attachLine('server')])
  }
  const held = heldServer(target)
  if (held !== undefined) return usage('ERR_ATTACH_WRAPPED', [attachLine(`it${held}`)])
  if (isModule(target)) {
    const lines = ['module.exports = { server }', "const { server } = require('./server')", attachLine('server')]
    const given = `{ ${namesIn(target).join(', ')} }`.replace('{  }', '{}')
    return usage('ERR_ATTACH_MODULE', lines, { values: { given }, seen: notYet(whyUndefined(callFrame())) })
  }
  return usage('ERR_ATTACH_NOT_A_SERVER', ['const server = app.listen(3000)', attachLine('server')])
}

function wrongApp(code: `ERR_${string}`): UsageError {
  return usage(code, ['const server = app.listen(3000)', attachLine('server')], { more: inGenerator })
}

function ofFastify(code: `ERR_${string}`): UsageError {
  const lines = [attachLine('fastify.server'), "await fastify.listen({ port: 3000, host: '127.0.0.1' })"]
  return usage(code, lines, { more: forFastify })
}

interface Advice {
  readonly en: string
  readonly ko: string
}

/** Where the server is in a project made by express-generator: a second one would find the port taken. */
const inGenerator: Advice = {
  en: "In bin/www of express-generator the server is there already: call require('../routes/webSocket')(server) below the line\n`var server = http.createServer(app)`.",
  ko: "express-generator의 bin/www에는 서버가 이미 있습니다. `var server = http.createServer(app)` 줄 아래에서\nrequire('../routes/webSocket')(server) 를 호출하세요.",
}

/** Its second server is not `fastify.server`; sockets that reach it would be answered as if nothing were attached. */
const forFastify: Advice = {
  en: "Listen with host: '127.0.0.1', or '0.0.0.0' for all: without it Fastify starts a second server where localhost has two\naddresses, and nothing is attached to that one.",
  ko: "host: '127.0.0.1' 이나, 모두에게 열려면 host: '0.0.0.0' 으로 listen하세요. 없으면 localhost에 주소가 둘인 곳에서\nFastify가 두 번째 서버를 만들고, 거기에는 아무것도 연결되지 않습니다.",
}

function notYet(why: WhyUndefined | undefined): Advice | undefined {
  if (why === undefined) return undefined
  if (why.kind === 'below') {
    const { name, at, createdAt } = why
    return {
      en: `${name} is undefined at ${at}. It is created at ${createdAt}: move attach() below it.`,
      ko: `${at} 에서 ${name} 이(가) 비어 있습니다. ${createdAt} 에서 만들어지니 attach()를 그 아래로 옮기세요.`,
    }
  }
  if (why.kind === 'circular') {
    const [one, other] = why.files
    return {
      en: `${why.name} is not there yet at ${why.at}: ${one} and ${other} import each other. Create the server in a third file, or pass it to a function.`,
      ko: `${why.at} 에는 ${why.name} 이(가) 아직 없습니다. ${one} 와(과) ${other} 이(가) 서로를 import합니다. 서버를 다른 파일에서 만들거나 함수의 인자로 넘기세요.`,
    }
  }
  return { en: `This was at ${why.at}.`, ko: `위치: ${why.at}` }
}

function attachLine(server: string): string {
  return `attach(${server}, { features: [chat()] })`
}

interface Details {
  readonly values?: Readonly<Record<string, string>>
  /** At which line, and what is seen there. */
  readonly seen?: Advice | undefined
  readonly more?: Advice | undefined
}

/** In the language of the terminal, where that is Korean with what happened in English below, as the web is asked in English. */
function usage(code: `ERR_${string}`, lines: readonly string[], { values = {}, seen, more }: Details = {}): UsageError {
  const language = languageOf(process.env)
  const { what, fix } = render({ code, values }, language)
  const block = lines.map((line) => `    ${line}\n`).join('')
  const place = seen === undefined ? '' : `${seen[language]}\n`
  const english = language === 'en' ? '' : `\n${render({ code, values }, 'en').what}\n`
  const advice = more === undefined ? '' : `\n${more[language]}\n`
  return new UsageError(code, `${what} ${fix}\n${place}\n${block}${advice}${english}`)
}

function isExpress(target: unknown): boolean {
  return typeof target === 'function' && has(target, 'handle') && has(target, 'set')
}

function isKoa(target: unknown): boolean {
  return has(target, 'callback') && has(target, 'middleware')
}

function isHono(target: unknown): boolean {
  return has(target, 'fetch') && has(target, 'routes') && has(target, 'request')
}

/** Where frameworks keep their server, as it is written behind the name of what was given. */
const placesOfServers = ['server', 'httpServer', 'listener', 'raw', 'default'] as const

function heldServer(target: unknown): string | undefined {
  const name = placesOfServers.find((place) => has(target, place) && isHttpServer(read(target, place)))
  if (name !== undefined) return `.${name}`
  return has(target, 'getHttpServer') ? '.getHttpServer()' : undefined
}

/** What `require` and `import *` give: `{}` of a file that exports nothing, or an app that is exported in an object. */
function isModule(target: unknown): target is object {
  if (typeof target !== 'object' || target === null) return false
  const isNamespace = Reflect.get(target, Symbol.toStringTag) === 'Module'
  const isPlain = Object.getPrototypeOf(target) === Object.prototype
  const names = namesIn(target)
  const values = names.map((name) => read(target, name))
  const holdsApp = values.some((value) => isExpress(value) || isKoa(value))
  return isNamespace || (isPlain && (names.length === 0 || holdsApp))
}

/** Also of a module that has not run that far, which says no more than its names. */
function namesIn(target: object): string[] {
  return Reflect.ownKeys(target).filter((name) => typeof name === 'string')
}

/** `undefined`: it cannot be read, as what a module exports before it has run that far. */
function read(target: object, name: string): unknown {
  try {
    return Reflect.get(target, name)
  } catch {
    return undefined
  }
}

function isFastify(target: unknown): boolean {
  return has(target, 'server') && has(target, 'register') && has(target, 'ready')
}

function isHttpServer(target: unknown): target is HttpServer {
  return target instanceof http.Server || target instanceof https.Server || isHttp2(target)
}

/** Node does not export the classes of its HTTP/2 servers; no other server has settings. */
export function isHttp2(target: unknown): target is Http2Server | Http2SecureServer {
  return target instanceof net.Server && has(target, 'updateSettings')
}

function has<Name extends string>(target: unknown, name: Name): target is Record<Name, unknown> {
  return (typeof target === 'object' || typeof target === 'function') && target !== null && name in target
}
