import { type Said, said } from './said.ts'

const proxy = said(
  'A proxy on the way wrote this; it is believed only of those in `trustedProxies`.',
  '중간의 프록시가 쓴 헤더입니다. `trustedProxies` 에 있는 프록시의 것만 믿습니다.',
)
const fetchMetadata = said(
  'The browser says by itself what kind of page asks for what; a page cannot change it.',
  '어떤 페이지가 무엇을 요청하는지 브라우저가 스스로 알리는 헤더로, 페이지가 바꿀 수 없습니다.',
)
const preference = said(
  'What the client would like to be answered in; a handshake has no use for it.',
  '클라이언트가 받고 싶은 답의 형식으로, 핸드셰이크에서는 쓰이지 않습니다.',
)
const client = said(
  'The program that asks, in its own words; nothing is decided by it.',
  '요청하는 프로그램이 스스로 밝힌 이름입니다. 이것으로 결정하는 것은 없습니다.',
)
const cors = said(
  'CORS lets pages of other origins read an HTTP answer; WebSockets are not subject to it.',
  '다른 출처의 페이지가 HTTP 답을 읽게 하는 CORS 헤더로, 웹소켓에는 적용되지 않습니다.',
)

/** What each header is for, by its name in lower case. Requests and answers share names, so some have two. */
const requests: ReadonlyMap<string, Said> = new Map([
  [
    'host',
    said(
      'The name and port that the client wanted; names this server does not know are refused (DNS rebinding).',
      '클라이언트가 찾은 이름과 포트입니다. 서버가 모르는 이름은 거절합니다(DNS 리바인딩 방지).',
    ),
  ],
  [
    'connection',
    said(
      '“Upgrade” here says that the Upgrade header is meant for the very next machine; a proxy that drops it breaks the handshake.',
      '“Upgrade” 라고 쓰면 Upgrade 헤더가 바로 다음 기계를 위한 것이라는 뜻입니다. 프록시가 지우면 핸드셰이크가 깨집니다.',
    ),
  ],
  [
    'upgrade',
    said(
      '“websocket”: the client asks to leave HTTP on this connection and go on in frames.',
      '“websocket” 은 이 연결에서 HTTP 를 그만두고 프레임으로 이야기하자는 요청입니다.',
    ),
  ],
  [
    'sec-websocket-key',
    said(
      '16 random bytes in base64: the server must turn exactly these into Sec-WebSocket-Accept, which proves it understood. It is no secret.',
      '무작위 16바이트를 base64 로 쓴 것입니다. 서버가 이 값으로 Sec-WebSocket-Accept 를 만들어 웹소켓을 이해했음을 증명합니다. 비밀은 아닙니다.',
    ),
  ],
  [
    'sec-websocket-version',
    said(
      'The version of the protocol: 13 is RFC 6455, the only one in use.',
      '프로토콜 버전입니다. 13 은 RFC 6455 이며, 지금 쓰이는 유일한 버전입니다.',
    ),
  ],
  [
    'sec-websocket-protocol',
    said(
      'Subprotocols the client can speak, the favourite first; the server picks one or none.',
      '클라이언트가 할 수 있는 하위 프로토콜로, 좋아하는 순서대로입니다. 서버가 하나를 고르거나 고르지 않습니다.',
    ),
  ],
  [
    'sec-websocket-extensions',
    said(
      'Extensions the client offers, in practice compression (permessage-deflate); the server may take them up or not.',
      '클라이언트가 제안하는 확장으로, 보통 압축(permessage-deflate)입니다. 서버는 받아들이지 않아도 됩니다.',
    ),
  ],
  [
    'origin',
    said(
      'The page that opened the socket, written by the browser. As WebSockets know no CORS, the server compares it with its own list.',
      '소켓을 연 페이지로, 브라우저가 씁니다. 웹소켓에는 CORS 가 없어서 서버가 자기 목록과 직접 비교합니다.',
    ),
  ],
  [
    'cookie',
    said(
      'Cookies of this site, which the browser sends with handshakes too; `authenticate` may take the user from them. Values are hidden here.',
      '이 사이트의 쿠키로, 브라우저가 핸드셰이크에도 보냅니다. `authenticate` 가 이것으로 사용자를 알 수 있습니다. 값은 여기서 숨깁니다.',
    ),
  ],
  [
    'authorization',
    said(
      'Credentials of a program. Browsers cannot set it on a WebSocket. Hidden here.',
      '프로그램이 보내는 인증 정보입니다. 브라우저는 웹소켓에 이 헤더를 쓸 수 없습니다. 여기서는 숨깁니다.',
    ),
  ],
  [
    'proxy-authorization',
    said(
      'Credentials for a proxy, which should not have come this far. Hidden here.',
      '프록시를 위한 인증 정보로, 여기까지 오면 안 됩니다. 여기서는 숨깁니다.',
    ),
  ],
  ['user-agent', client],
  ['sec-ch-ua', client],
  ['sec-ch-ua-mobile', client],
  ['sec-ch-ua-platform', client],
  ['accept', preference],
  ['accept-encoding', preference],
  ['accept-language', preference],
  [
    'cache-control',
    said(
      '“no-cache” of a browser: no copy on the way may answer a handshake.',
      '브라우저의 “no-cache” 는 중간의 사본이 핸드셰이크에 답하지 못하게 합니다.',
    ),
  ],
  ['pragma', said('The older way of writing Cache-Control: no-cache.', 'Cache-Control: no-cache 의 옛 표기입니다.')],
  [
    'content-length',
    said(
      'Bytes of a body. A handshake has none; any but 0 is refused.',
      '본문의 바이트 수입니다. 핸드셰이크에는 본문이 없어서 0 이 아니면 거절합니다.',
    ),
  ],
  [
    'transfer-encoding',
    said(
      'Announces a body in pieces. A handshake has none, so it is refused.',
      '나눠서 보내는 본문을 알립니다. 핸드셰이크에는 본문이 없어서 거절합니다.',
    ),
  ],
  [
    'content-type',
    said('What a body would be. A handshake has none.', '본문의 종류입니다. 핸드셰이크에는 본문이 없습니다.'),
  ],
  [
    'referer',
    said(
      'The address of the page that asks, as far as it lets itself be known.',
      '요청한 페이지의 주소로, 페이지가 알려도 되는 만큼만 옵니다.',
    ),
  ],
  ['sec-fetch-site', fetchMetadata],
  ['sec-fetch-mode', fetchMetadata],
  ['sec-fetch-dest', fetchMetadata],
  ['sec-fetch-user', fetchMetadata],
  ['sec-fetch-storage-access', fetchMetadata],
  ['forwarded', proxy],
  ['via', proxy],
  ['x-forwarded-for', proxy],
  ['x-forwarded-host', proxy],
  ['x-forwarded-proto', proxy],
  ['x-forwarded-port', proxy],
  ['x-forwarded-server', proxy],
  ['x-real-ip', proxy],
  ['access-control-request-method', cors],
  ['access-control-request-headers', cors],
  [
    ':method',
    said(
      'CONNECT: by HTTP/2 a WebSocket is one stream of a session (RFC 8441), with no key and no Upgrade.',
      'CONNECT 입니다. HTTP/2 에서 웹소켓은 세션의 스트림 하나이며(RFC 8441) 키도 Upgrade 도 없습니다.',
    ),
  ],
  [
    ':protocol',
    said(
      '“websocket”: what the stream is to become, as Upgrade says by HTTP/1.1.',
      '“websocket” 은 이 스트림이 무엇이 될지를 뜻하며, HTTP/1.1 의 Upgrade 와 같습니다.',
    ),
  ],
  [':scheme', said('https for wss, http for ws.', 'wss 이면 https, ws 이면 http 입니다.')],
  [
    ':authority',
    said(
      'The name and port that the client wanted: HTTP/2’s word for Host.',
      '클라이언트가 찾은 이름과 포트로, HTTP/2 의 Host 입니다.',
    ),
  ],
  [':path', said('The path and query of the URL.', 'URL 의 경로와 쿼리입니다.')],
])

const answers: ReadonlyMap<string, Said> = new Map([
  [
    'upgrade',
    said(
      '“websocket”: from here on the connection carries frames. In a refusal it says what this address speaks.',
      '“websocket” 은 여기서부터 프레임이 오간다는 뜻입니다. 거절에서는 이 주소가 쓰는 프로토콜을 알립니다.',
    ),
  ],
  [
    'connection',
    said(
      '“Upgrade” with a yes; “close” with a no, so that nothing after a refused handshake is read as a request.',
      '받아들이면 “Upgrade”, 거절하면 “close” 입니다. 거절한 뒤에 온 것을 요청으로 읽지 않기 위해서입니다.',
    ),
  ],
  [
    'sec-websocket-accept',
    said(
      'The proof, made from the key of the request: see how, below. A browser that finds another value closes.',
      '요청의 키로 만든 증거입니다. 만드는 방법은 아래에 있습니다. 값이 다르면 브라우저가 연결을 닫습니다.',
    ),
  ],
  [
    'sec-websocket-protocol',
    said(
      'The subprotocol that the server picked from the client’s list.',
      '클라이언트가 보낸 목록에서 서버가 고른 하위 프로토콜입니다.',
    ),
  ],
  ['sec-websocket-extensions', said('The extensions that both will use.', '양쪽이 함께 쓸 확장입니다.')],
  [
    'sec-websocket-version',
    said(
      'The versions this server knows, for a client that came with another.',
      '다른 버전으로 온 클라이언트에게 서버가 아는 버전을 알립니다.',
    ),
  ],
  [
    'content-type',
    said(
      'What the body is: JSON with a code, a sentence and a fix.',
      '본문의 종류입니다. 코드와 설명과 해결 방법을 담은 JSON 입니다.',
    ),
  ],
  ['content-length', said('Bytes of the body.', '본문의 바이트 수입니다.')],
  [
    'cache-control',
    said(
      '“no-store”: nobody keeps this answer, as the next one may be another.',
      '“no-store” 는 다음 답이 다를 수 있으니 아무도 이 답을 보관하지 말라는 뜻입니다.',
    ),
  ],
  [
    'retry-after',
    said('Seconds after which the same may be tried again.', '같은 요청을 다시 해도 되는 때까지의 초입니다.'),
  ],
  ['allow', said('The methods this address takes.', '이 주소가 받는 메서드입니다.')],
  ['www-authenticate', said('How a client may say who it is.', '클라이언트가 자신을 밝히는 방법입니다.')],
  [
    'set-cookie',
    said(
      'The server sets a cookie with its answer. Hidden here.',
      '서버가 답과 함께 쿠키를 설정합니다. 여기서는 숨깁니다.',
    ),
  ],
  [
    'location',
    said('Where to go instead. A WebSocket does not follow it.', '대신 갈 곳입니다. 웹소켓은 따라가지 않습니다.'),
  ],
  ['date', said('The server’s clock.', '서버의 시각입니다.')],
  ['server', said('The program that answered, in its own words.', '답한 프로그램이 스스로 밝힌 이름입니다.')],
  [
    'x-content-type-options',
    said(
      '“nosniff”: the body is what Content-Type says and nothing else.',
      '“nosniff” 는 본문을 Content-Type 대로만 다루라는 뜻입니다.',
    ),
  ],
  ['vary', said('The answer depends on these headers of the request.', '요청의 이 헤더들에 따라 답이 달라집니다.')],
  ['access-control-allow-origin', cors],
  [
    'keep-alive',
    said('How long the connection may be used again for HTTP.', '연결을 HTTP 에 다시 쓸 수 있는 시간입니다.'),
  ],
  ['transfer-encoding', said('The body comes in pieces.', '본문이 나뉘어 옵니다.')],
  [
    ':status',
    said(
      '200: the stream is a WebSocket now, as 101 says by HTTP/1.1.',
      '200 이면 이제 이 스트림이 웹소켓입니다. HTTP/1.1 의 101 과 같습니다.',
    ),
  ],
])

const unknown = said('The handshake does not look at this header.', '핸드셰이크는 이 헤더를 보지 않습니다.')

/** What a header of a request or an answer is for, in one sentence. */
export function explainHeader(name: string, of: 'request' | 'answer'): Said {
  return explained(name, of) ?? unknown
}

/** `undefined`: nothing is known of it. */
export function explained(name: string, of: 'request' | 'answer'): Said | undefined {
  const key = name.toLowerCase()
  return of === 'request' ? requests.get(key) : answers.get(key)
}
