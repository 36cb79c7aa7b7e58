import { createHash } from 'node:crypto'
import type { Language } from '@parley/diagnosis'

/** What the page says. */
export interface PageContent {
  readonly code: string
  readonly what: string
  readonly fix: string
  /** The address of the WebSocket: `ws://localhost:3000/parley`. */
  readonly url: string
  /** Where more of it stands. */
  readonly docs: string | undefined
  readonly language: Language
}

const words = {
  en: {
    title: 'This address speaks WebSocket',
    here: 'You opened it as a page. A script of a page of this server connects like this:',
    test: 'Try it from here',
    docs: 'More',
    states: {
      trying: 'Connecting…',
      open: 'It works: the WebSocket opened.',
      failed: 'It did not open.',
    },
  },
  ko: {
    title: '이 주소는 웹소켓 주소입니다',
    here: '브라우저 페이지로 여셨습니다. 이 서버가 제공하는 페이지의 스크립트에서는 이렇게 접속합니다:',
    test: '여기서 시험해 보기',
    docs: '더 보기',
    states: {
      trying: '접속하는 중…',
      open: '됩니다: 웹소켓이 열렸습니다.',
      failed: '열리지 않았습니다.',
    },
  },
} as const

const style = `:root{color-scheme:light dark}
body{margin:0;font:1rem/1.6 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.4rem;line-height:1.3}
pre{padding:1rem;border:1px solid GrayText;border-radius:.5rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
button{font:inherit;padding:.5rem 1rem;border:1px solid GrayText;border-radius:.5rem;cursor:pointer}
button:focus-visible,pre:focus-visible{outline:3px solid Highlight;outline-offset:2px}
output{display:block;margin-top:1rem;min-height:1.6em;white-space:pre-wrap;overflow-wrap:anywhere}`

/** Static, so that its hash can be said beforehand. What it says stands in the page. It asks for the verdict if the socket does not open. */
const script = `const button=document.querySelector('button'),output=document.querySelector('output'),say=(text)=>{output.textContent=text}
button.addEventListener('click',()=>{
const said=button.dataset,id=Array.from(crypto.getRandomValues(new Uint8Array(12)),(byte)=>byte.toString(16).padStart(2,'0')).join('')
const url=new URL(location.href)
url.protocol=url.protocol==='https:'?'wss:':'ws:'
url.hash=''
url.searchParams.set('attempt',id)
say(said.trying)
const socket=new WebSocket(url)
let opened=false
socket.onopen=()=>{opened=true;say(said.open);socket.close(1000)}
socket.onclose=async()=>{
if(opened)return
say(said.failed)
try{const why=await(await fetch(location.pathname+'/why?attempt='+id)).json()
say([said.failed,why.message+' ('+why.code+')',why.fix].filter(Boolean).join('\\n'))}catch{}
}})`

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const styleHash = hashOf(style)
const scriptHash = hashOf(script)

/** What a browser shows who opens the WebSocket's address by hand. It needs nothing from anywhere else. */
export function refusalPage({ code, what, fix, url, docs, language }: PageContent): string {
  const { title, here, test, docs: more, states } = words[language]
  const line = `const socket = new WebSocket('${url}')`
  const known = docs === undefined ? '' : `<p><small>${more}: <code>${escaped(docs)}</code></small></p>\n`
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${escaped(what)} <small>(${escaped(code)})</small></p>
<p>${escaped(fix)}</p>
<p>${here}</p>
<pre tabindex="0"><code>${escaped(line)}</code></pre>
<button type="button" data-trying="${states.trying}" data-open="${states.open}" data-failed="${states.failed}">${test}</button>
<output aria-live="polite"></output>
${known}</main>
<script>${script}</script>
</html>
`
}

/** Of the page: nothing from any other host, no script and no style but its own. `url`: where it may connect to. */
export function pageHeaders(url: string): Readonly<Record<string, string>> {
  // Not every browser takes 'self' for WebSockets; a host that is none is left out.
  const [own] = /^wss?:\/\/[\w.:[\]-]+(?=\/|$)/.exec(url) ?? []
  const connect = `connect-src 'self'${own === undefined ? '' : ` ${own}`}`
  const policy = `default-src 'none'; style-src ${styleHash}; script-src ${scriptHash}; ${connect}`
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    vary: 'Accept, Accept-Language',
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
