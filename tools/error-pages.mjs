// Makes docs/errors of the catalogue (packages/diagnosis): a page for each code, and README.md with all of them. Pages of codes that are gone are removed.
//   node tools/error-pages.mjs [folder]
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withCodeSpans } from './code-spans.mjs'
import './source-loader.mjs'

const { allEntries, docsOf } = await import('../packages/diagnosis/src/index.ts')

/** What belongs together, in the order of the index, and where more of it stands. The first that fits has a code. */
const families = [
  ['Attaching to a server', /^(?:ERR_ATTACH_|attach\/)/, 'packages/server/README.md#options'],
  ['The opening handshake', /^(?:handshake|why)\//, 'packages/server/README.md#what-else-is-refused'],
  ['What a page knows', /^page\//, 'packages/client/README.md#states'],
  ['A client', /^(?:ERR_PARLEY_|client\/)/, 'packages/client/README.md#states'],
  ['A project on the disk', /^project\//, 'packages/doctor/README.md'],
  ['An address that is probed', /^probe\//, 'packages/doctor/README.md'],
  ['The inspector', /^inspect\//, 'packages/inspector/README.md'],
  ['Making a project', /^(?:create|new|add)\//, 'packages/create/README.md'],
  ['Connecting from Node', /^connect\//, 'packages/socket/README.md#when-it-fails'],
  [
    'Using what attach returned',
    /^(?:ERR_(?:BODY_TIMEOUT|CHANNELS_OFF|JWT_OPTIONS|NO_CHANNELS|PERSON|REVOKE)|no-erase|unknown-key)$/,
    'packages/server/README.md',
  ],
  ['The wire', /^[a-z-]+$/, 'PROTOCOL.md#codes'],
  [
    'Broken frames and messages',
    /^(?:frame|control|message|deflate|close)\//,
    'packages/websocket/README.md#the-interface',
  ],
  ['Limits of a socket', /^socket\//, 'packages/socket/README.md#what-ends-a-socket'],
  ['The store', /^ERR_STORE_/, 'packages/sqlite/README.md'],
  ['Chat', /^(?:ERR_CHAT_|chat\/)/, 'PROTOCOL.md#chat'],
  ['Notifications', /^(?:ERR_NOTIFICATIONS_|notifications\/)/, 'PROTOCOL.md#notifications'],
  ['Inquiry', /^(?:ERR_INQUIRY_|inquiry\/)/, 'PROTOCOL.md#inquiry'],
  ['Trading', /^(?:ERR_TRADING_|trading\/)/, 'PROTOCOL.md#trading'],
  ['Publishing over HTTP', /^publish\//, 'PROTOCOL.md#generic-channels'],
  ['HTTP', /^http\//, 'PROTOCOL.md#over-http'],
  ['The demo site', /^try\//, 'apps/parley/README.md'],
  [
    'Defining channels and features',
    /^ERR_(?:CHANNEL|DELIVERY|FEATURE|PRESENCE|RATE|REFUSE)/,
    'packages/channel/README.md#defining-a-channel',
  ],
  ['Using a WebSocket', /^ERR_/, 'packages/socket/README.md'],
]

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = path.resolve(process.argv[2] ?? path.join(root, 'docs/errors'))
const pages = new Map(allEntries.map((entry) => [path.basename(docsOf(entry.code)), pageOf(entry)]))
pages.set('README.md', index())

mkdirSync(folder, { recursive: true })
for (const [name, text] of pages) writeFileSync(path.join(folder, name), text)
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(path.join(folder, name))
console.log(`errors: ${allEntries.length} codes, a page each`)

function pageOf({ code, en, ko }) {
  return `# \`${code}\`

**What.** ${told(en.what)}

**Why.** ${told(en.why)}

**Fix.** ${told(en.fix)}${linesBehind(en.fix, 'the lines that come with it')}

## 한국어

**무슨 일인가.** ${told(ko.what)}

**왜.** ${told(ko.why)}

**고치는 법.** ${told(ko.fix)}${linesBehind(ko.fix, '함께 나오는 줄')}

${[...moreOf(code), '[All codes](README.md)'].join(' · ')}
`
}

/** Which lines are to be written is known where the code is said: they name the reader's own variables and files. */
function linesBehind(fix, lines) {
  return fix.endsWith(':') ? ` ‹${lines}›` : ''
}

function moreOf(code) {
  const [title, , place] = familyOf(code)
  const [file] = place.split('#')
  return existsSync(path.join(root, file)) ? [`[${title}](../../${place})`] : []
}

function index() {
  const parts = families.flatMap((family) => {
    const entries = allEntries.filter(({ code }) => familyOf(code) === family)
    const lines = entries.map(({ code, en }) => `- [\`${code}\`](${path.basename(docsOf(code))}): ${told(en.what)}`)
    return lines.length === 0 ? [] : [`## ${family[0]}\n\n${lines.sort().join('\n')}\n`]
  })
  return `# Every code, and what to do

What throws has \`error.code\`, what is refused has \`code\`, over a socket as over HTTP. Each has a page: what happened, why, and what to change, in English and Korean.
They are made from \`packages/diagnosis/src/catalogue\` by \`npm run errors\`; a test holds them, the catalogue and the sources together.

오류 코드마다 무슨 일인지, 왜 생기는지, 무엇을 고치면 되는지를 영어와 한국어로 설명합니다.

${parts.join('\n')}`
}

function familyOf(code) {
  const family = families.find(([, fits]) => fits.test(code))
  if (family === undefined) throw new Error(`${code} is of no family: add one to tools/error-pages.mjs.`)
  return family
}

/** As Markdown; what a finding fills in is shown by its name. */
function told(text) {
  return withCodeSpans(text.replaceAll(/\{(\w+)\}/g, '‹$1›'))
}
