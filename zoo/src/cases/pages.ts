// What only a page meets. Our client runs in a real browser.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { codesIn } from '../ask/said.ts'
import { manifest } from '../bases/manifest.ts'
import { page } from '../bases/page.ts'
import type { BrokenCase, Named } from '../case.ts'
import { NotBroken } from '../look/talk.ts'
import { writeCertificate } from '../parts/certificate.ts'
import { visit } from '../parts/chromium.ts'
import { taken } from '../site/ports.ts'
import type { Site } from '../site/site.ts'

interface PageCase {
  readonly row: string
  readonly title: string
  readonly codes: readonly string[]
  build(site: Site): void
  start(site: Site): Promise<unknown>
  page(site: Site): string
  /** In what the browser itself says. */
  readonly symptom: RegExp
  readonly fix?: (site: Site, named: Named) => void
  /** Where the page is afterwards. */
  readonly after?: (site: Site) => string
}

/** The client of the server's own files, from `from`; it writes into the page what becomes of it. */
function clientPage(from: string, to: string): string {
  return page(
    `import { connect } from '${from}/parley/client.js'
const connection = connect('${to}')
const seen = document.getElementById('list')
connection.onStatus((status) => {
  const line = document.createElement('li')
  line.textContent = 'status: ' + JSON.stringify(status)
  seen.append(line)
})
`,
    { isModule: true },
  )
}

function inBrowser(it: PageCase): BrokenCase {
  const { row, title, codes, fix } = it
  const isLive = /status: \{"state":"live"/
  let last = ''
  return {
    row,
    title,
    ask: 'page',
    codes,
    variants: 1,
    build: (site) => it.build(site),
    async symptom(site) {
      await it.start(site)
      // What our client says of it comes with the same visit.
      last = await visit(it.page(site), /"fix":|Parley: |UsageError/, 4000)
      const found = it.symptom.exec(last)
      if (found === null || isLive.test(last)) throw new NotBroken(`it does not look like ${it.symptom}:\n${last}`)
      return found[0]
    },
    name: async () => ({ codes: codesIn(last), text: last, lines: [], fix: last }),
    ...(fix === undefined ? {} : { fix: async (site, named) => fix(site, named) }),
    async works(site) {
      await it.start(site)
      const seen = await visit((it.after ?? it.page)(site), isLive, 4000)
      if (!isLive.test(seen)) throw new Error(`it is not live: ${seen}`)
    },
  }
}

/** It has two ports. */
async function start(site: Site): Promise<void> {
  await site.start(['node', 'server.js'])
  await taken(site.front, AbortSignal.timeout(5000))
}

/** Parley's channels, as our client expects them, and a page at `/`, under these headers. */
function writeApp(site: Site, { secure = false, headers = '', options = '', html }: AppOptions): void {
  site.write({
    'package.json': manifest(['parley'], { type: 'module', scripts: { start: 'node server.js' } }),
    'index.html': html,
    'server.js': `import { readFileSync } from 'node:fs'
import { createServer } from 'node:${secure ? 'https' : 'http'}'
import { createServer as createPlain } from 'node:http'
import { attach } from 'parley'

const server = createServer(${secure ? "{ key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }, " : ''}app)
function app(request, response) {
  response.setHeader('content-type', 'text/html')
${headers}  response.end(readFileSync('index.html'))
}
attach(server, { channels: true,
${options}})
server.listen(${site.port})
// The page of another origin, or without TLS.
const other = createPlain(app)
attach(other, { channels: true, data: './other.db' })
other.listen(${site.front})
`,
  })
  site.install(['parley'])
}

/** The client as a bundler writes it into a page, so that it runs from disk too: browsers load no modules from there. */
function bundled(): string {
  const file = fileURLToPath(new URL('../../../packages/client/dist/browser/client.js', import.meta.url))
  const text = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL.*/, '')
  const name = /\b([\w$]+) as connect\b/.exec(text)?.[1] ?? 'connect'
  return text.replace(/export\{[^}]*\};?\s*$/, () => `;const connect=${name};`)
}

interface AppOptions {
  readonly secure?: boolean
  readonly headers?: string
  readonly options?: string
  readonly html: string
}

export const pages: readonly BrokenCase[] = [
  inBrowser({
    row: 'C1',
    title: 'ws: from a page over https',
    codes: ['page/mixed-content'],
    build(site) {
      writeCertificate(site)
      writeApp(site, { secure: true, html: clientPage('', `ws://example.test:${site.front}/parley`) })
    },
    start,
    page: ({ port }) => `https://localhost:${port}/`,
    symptom: /insecure WebSocket connection may not be initiated|Mixed Content/,
    fix: (site, { fix = '' }) => {
      const found = /wss:\/\/[^\s'"`)]*[^\s'"`).,]/.exec(fix)
      if (found === null) throw new Error(`no wss address is printed: ${fix}`)
      // TLS is where the page came from.
      const html = site.read('index.html').replace(/ws:\/\/[^']+/, `wss://localhost:${site.port}/parley`)
      site.write({ 'index.html': html })
    },
  }),
  inBrowser({
    row: 'C2',
    title: 'a Content-Security-Policy without the address',
    codes: ['page/csp'],
    build: (site) =>
      writeApp(site, {
        html: clientPage('', `ws://127.0.0.1:${site.front}/parley`),
        headers: `  response.setHeader('content-security-policy', "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src 'self'")\n`,
        options: '',
      }),
    start,
    page: ({ port }) => `http://localhost:${port}/`,
    symptom: /Content Security Policy/,
    fix: (site, { fix = '' }) => {
      const found = /connect-src 'self' wss?:\/\/[\w.:[\]-]+/.exec(fix)
      if (found === null) throw new Error(`no line for connect-src is printed: ${fix}`)
      const server = site.read('server.js').replace("connect-src 'self'", found[0])
      site.write({
        'server.js': server.replace(
          "data: './other.db'",
          `data: './other.db', origins: ['http://localhost:${site.port}']`,
        ),
      })
    },
  }),
  inBrowser({
    row: 'C3',
    title: 'a page of another origin',
    codes: ['handshake/origin'],
    build: (site) => writeApp(site, { html: clientPage('', `ws://localhost:${site.port}/parley`) }),
    start,
    page: ({ front }) => `http://localhost:${front}/`,
    symptom: /Unexpected response code: 403|WebSocket connection to .* failed/,
    fix: (site, { fix = '' }) => {
      const found = /origins: \[[^\]]+\]/.exec(fix)
      if (found === null) throw new Error(`no origins are printed: ${fix}`)
      site.write({
        'server.js': site
          .read('server.js')
          .replace('channels: true,\n', `channels: true, ${found[0].replaceAll('\\"', '"')},\n`),
      })
    },
  }),
  inBrowser({
    row: 'B5',
    title: 'the page was opened from disk',
    codes: ['ERR_PARLEY_URL'],
    build: (site) =>
      writeApp(site, {
        html: page(
          `${bundled()}
try {
  connect().onStatus((status) => {
    document.getElementById('list').append('status: ' + JSON.stringify(status))
  })
} catch (error) {
  console.error(error.code, error.message)
}`,
          { isModule: true },
        ),
      }),
    start,
    page: (site) => `file://${site.dir}/index.html`,
    symptom: /opened from disk|Invalid URL/,
    fix: (_, { fix = '' }) => {
      if (!/http:\/\/localhost/.test(fix)) throw new Error(`no address is printed: ${fix}`)
    },
    after: ({ port }) => `http://localhost:${port}/`,
  }),
]
