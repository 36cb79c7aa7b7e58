import type { Entry } from '../entry.ts'

/** What only a page can know. What happened and what to do are also said by @parley/client, in English, and by @parley/elements, in Korean: a test holds them to these. */
export const page: readonly Entry[] = [
  {
    code: 'page/mixed-content',
    en: {
      what: 'This page came over https, so the browser does not let it use {url}.',
      why: 'A page that came encrypted may use encrypted connections only, and ws: is not encrypted.',
      fix: 'Connect to wss://{host}, and put TLS on that server or on a proxy in front of it.',
    },
    ko: {
      what: '이 페이지는 https로 열렸기 때문에 브라우저가 {url} 사용을 막습니다.',
      why: '암호화되어 온 페이지는 암호화된 연결만 쓸 수 있는데 ws:는 암호화되지 않습니다.',
      fix: 'wss://{host} 로 연결하고, 그 서버나 앞단 프록시에 TLS를 설정하세요.',
    },
  },
  {
    code: 'page/csp',
    en: {
      what: 'The Content Security Policy of this page does not allow {url}.',
      why: 'A page may connect only to what connect-src of its policy names. The server sends that policy in the header Content-Security-Policy (helmet does), or the page has it in a meta element.',
      fix: "Add {source} to that policy, beside what it allows already: connect-src 'self' {source}",
    },
    ko: {
      what: '이 페이지의 콘텐츠 보안 정책(CSP)이 {url} 을 허용하지 않습니다.',
      why: '페이지는 정책의 connect-src에 적힌 곳에만 연결할 수 있습니다. 정책은 서버가 Content-Security-Policy 헤더로 보내거나(helmet 등) 페이지의 meta 요소에 있습니다.',
      fix: "정책이 이미 허용한 것은 그대로 두고 {source} 를 추가하세요: connect-src 'self' {source}",
    },
  },
  {
    code: 'page/may-not-ask',
    en: {
      what: 'The Content Security Policy of this page does not let it ask {origin} why {url} failed.',
      why: 'The WebSocket may be opened and fails; what the server says of it is asked over HTTP, and connect-src of the policy does not name that address.',
      fix: 'Add {origin} to connect-src of that policy, at least while you develop.',
    },
    ko: {
      what: '이 페이지의 콘텐츠 보안 정책(CSP) 때문에 {url} 이 왜 실패했는지 {origin} 에 물을 수 없습니다.',
      why: '웹소켓은 열어도 되지만 실패합니다. 서버의 설명은 HTTP로 묻는데 정책의 connect-src에 그 주소가 없습니다.',
      fix: '개발하는 동안에는 정책의 connect-src에 {origin} 을 추가하세요.',
    },
  },
  {
    code: 'page/offline',
    en: {
      what: 'The browser says that there is no network.',
      why: 'No attempt is made until the browser says that the network is back. Servers on the same machine are dialled all the same.',
      fix: 'Connect this device to a network; the page goes on by itself.',
    },
    ko: {
      what: '브라우저가 네트워크가 없다고 합니다.',
      why: '네트워크가 돌아왔다고 브라우저가 알릴 때까지 연결을 시도하지 않습니다. 같은 컴퓨터의 서버에는 그래도 연결합니다.',
      fix: '이 기기를 네트워크에 연결하면 페이지가 저절로 이어집니다.',
    },
  },
  {
    code: 'page/no-server',
    en: {
      what: 'Nothing answers at {origin}.',
      why: 'Neither the WebSocket nor an ordinary request was answered: the server is down, or it listens at another host or port.',
      fix: 'Start the server, or correct the host and port that connect() is given.',
    },
    ko: {
      what: '{origin} 에서 아무것도 응답하지 않습니다.',
      why: '웹소켓에도 보통 요청에도 응답이 없습니다. 서버가 꺼져 있거나 다른 호스트나 포트에서 듣고 있습니다.',
      fix: '서버를 시작하거나 connect()에 준 호스트와 포트를 바로잡으세요.',
    },
  },
  {
    code: 'page/no-trusted-server',
    en: {
      what: 'Nothing that this browser trusts answers at {origin}.',
      why: 'A browser does not tell a page whether a server is down or has a certificate that is self-signed, has expired or is another name’s: for the page nothing answers either way.',
      fix: 'Open {origin} in a new tab: there the browser says whether the server is down or its certificate is not accepted.',
    },
    ko: {
      what: '브라우저가 신뢰할 수 있는 응답이 {origin} 에서 오지 않습니다.',
      why: '서버가 꺼져 있는지, 인증서가 자체 서명이거나 만료되었거나 다른 이름의 것인지 브라우저는 페이지에 알려 주지 않습니다. 페이지에는 똑같이 응답이 없는 것으로 보입니다.',
      fix: '새 탭에서 {origin} 을 열어 보세요. 서버가 꺼져 있는지 인증서가 문제인지 브라우저가 알려 줍니다.',
    },
  },
  {
    code: 'page/needs-wss',
    en: {
      what: 'The server at {host} speaks TLS, and {url} does not.',
      why: 'The port takes only connections that begin with TLS. It answered a request over https, and none over http.',
      fix: 'Connect to wss://{host}.',
    },
    ko: {
      what: '{host} 의 서버는 TLS를 쓰는데 {url} 은 쓰지 않습니다.',
      why: '이 포트는 TLS로 시작하는 연결만 받습니다. https 요청에는 응답했고 http 요청에는 응답하지 않았습니다.',
      fix: 'wss://{host} 로 연결하세요.',
    },
  },
  {
    code: 'page/not-tls',
    en: {
      what: 'The server at {host} does not speak TLS, and {url} does.',
      why: 'The port answered a request over http, and none over https.',
      fix: 'Connect to ws://{host}, or put TLS in front of that server.',
    },
    ko: {
      what: '{host} 의 서버는 TLS를 쓰지 않는데 {url} 은 씁니다.',
      why: '이 포트는 http 요청에는 응답했고 https 요청에는 응답하지 않았습니다.',
      fix: 'ws://{host} 로 연결하거나 서버 앞에 TLS를 두세요.',
    },
  },
  {
    code: 'page/no-answer',
    en: {
      what: 'No answer came from {origin} within {seconds} s.',
      why: 'Nobody refused the connection, and nobody answered either: the process hangs, or a firewall swallows what is sent.',
      fix: 'See whether that server hangs, or a firewall drops what is sent to it.',
    },
    ko: {
      what: '{origin} 에서 {seconds}초 안에 응답이 오지 않았습니다.',
      why: '연결을 거절하지도 않고 응답하지도 않습니다. 프로세스가 멈췄거나 방화벽이 보낸 것을 버리고 있습니다.',
      fix: '그 서버가 멈춰 있는지, 방화벽이 막고 있는지 확인하세요.',
    },
  },
  {
    code: 'page/not-attached',
    en: {
      what: 'A server answers at {origin}, but there is no Parley at {path} (HTTP {status}).',
      why: 'Something else answers HTTP there: the server runs without attach(), attach() was given another http.Server or another path, or it is another program, such as the development server of a bundler.',
      fix: 'Call attach(server) on the http.Server that listens there, or give connect() the address of the one that has it.',
    },
    ko: {
      what: '{origin} 에서 서버가 응답하지만 {path} 에 Parley가 없습니다 (HTTP {status}).',
      why: '그곳에서 다른 것이 HTTP에 응답합니다. 서버에 attach()가 없거나, attach()가 다른 http.Server나 다른 경로를 받았거나, 번들러의 개발 서버처럼 다른 프로그램입니다.',
      fix: '그곳에서 듣고 있는 http.Server로 attach(server)를 호출하거나, Parley가 붙은 서버의 주소를 connect()에 주세요.',
    },
  },
  {
    code: 'page/bad-gateway',
    en: {
      what: 'The proxy at {origin} answers {status}: it does not reach the server behind it.',
      why: 'The answer is a proxy’s own: the server behind it is down, or the proxy looks for it at another address.',
      fix: 'Start the server behind it, or correct the address that the proxy passes {path} on to.',
    },
    ko: {
      what: '{origin} 의 프록시가 {status} 로 응답합니다. 뒤에 있는 서버에 닿지 못합니다.',
      why: '이 응답은 프록시가 만든 것입니다. 뒤의 서버가 꺼져 있거나 프록시가 다른 주소에서 찾고 있습니다.',
      fix: '뒤에 있는 서버를 시작하거나 프록시가 {path} 를 넘기는 주소를 바로잡으세요.',
    },
  },
  {
    code: 'page/socket-io',
    en: {
      what: 'A Socket.IO server answers at {origin}, and no Parley.',
      why: 'Socket.IO has a protocol of its own above WebSocket; neither side understands the other’s.',
      fix: 'Give connect() the address of a Parley server, or use socket.io-client for this one.',
    },
    ko: {
      what: '{origin} 에서 Socket.IO 서버가 응답하고 Parley는 없습니다.',
      why: 'Socket.IO는 웹소켓 위에 자기 규약을 씁니다. 서로의 규약을 알아듣지 못합니다.',
      fix: 'Parley 서버의 주소를 connect()에 주거나, 이 서버에는 socket.io-client를 쓰세요.',
    },
  },
  {
    code: 'page/redirected',
    en: {
      what: '{url} is redirected to {target}, and a browser does not follow redirects of a WebSocket.',
      why: 'The server answers the opening request with another address (https instead of http, or another path), as it does for pages.',
      fix: 'Connect to {target}.',
    },
    ko: {
      what: '{url} 은 {target} 으로 넘겨지는데 브라우저는 웹소켓의 리디렉션을 따라가지 않습니다.',
      why: '서버가 웹소켓을 여는 요청에도 페이지처럼 다른 주소(https나 다른 경로)로 답합니다.',
      fix: '{target} 으로 연결하세요.',
    },
  },
  {
    code: 'page/not-forwarded',
    en: {
      what: 'The Parley that answers over HTTP at {origin} has not seen this WebSocket.',
      why: 'Ordinary requests come through and the upgrade does not: a proxy on the way removes the headers Upgrade and Connection, another listener for upgrades answers before Parley, or another of several servers was asked than the one it came to.',
      fix: 'Have the proxy pass the headers Upgrade and Connection on for {path}, let no other listener for upgrades answer there, and where several servers stand behind it, send each visitor to one of them.',
    },
    ko: {
      what: '{origin} 에서 HTTP에 응답하는 Parley에 이 웹소켓이 도착하지 않았습니다.',
      why: '보통 요청은 통과하고 업그레이드는 통과하지 못합니다. 중간의 프록시가 Upgrade와 Connection 헤더를 없애거나, 다른 업그레이드 리스너가 먼저 응답하거나, 여러 서버 가운데 다른 서버에 물은 것입니다.',
      fix: '프록시가 {path} 의 Upgrade와 Connection 헤더를 넘기게 하고, 다른 업그레이드 리스너가 그 경로에 응답하지 않게 하세요. 뒤에 서버가 여럿이면 한 방문자는 한 서버로 보내세요.',
    },
  },
  {
    code: 'page/blocked',
    en: {
      what: 'The browser refused {url} by itself, after {ms} ms.',
      why: 'It failed sooner than a server so far away can answer, and the server never saw it, although it answers over HTTP.',
      fix: 'Look for an extension or a policy of this browser that blocks WebSockets.',
    },
    ko: {
      what: '브라우저가 {ms} ms 만에 스스로 {url} 을 거부했습니다.',
      why: '그만큼 떨어진 서버가 응답할 수 있는 시간보다 빨리 실패했고, 서버는 HTTP에는 응답하지만 이 시도를 보지 못했습니다.',
      fix: '이 브라우저의 확장 프로그램이나 정책이 웹소켓을 막는지 확인하세요.',
    },
  },
  {
    code: 'page/another-server',
    en: {
      what: 'A WebSocket server answers at {url}, but it is not Parley.',
      why: 'A WebSocket was opened, but the Parley of that host did not open it, or there is none: another server for WebSocket takes that path.',
      fix: 'Give Parley a path of its own, attach(server, { path }), and let the other server leave that path alone.',
    },
    ko: {
      what: '{url} 에서 웹소켓 서버가 응답하지만 Parley가 아닙니다.',
      why: '웹소켓은 열렸지만 Parley가 연 것이 아닙니다. 다른 웹소켓 서버가 그 경로를 맡고 있습니다.',
      fix: 'attach(server, { path })로 Parley에 자기 경로를 주고, 다른 서버는 그 경로를 건드리지 않게 하세요.',
    },
  },
  {
    code: 'page/destroy-upgrade',
    en: {
      what: 'Socket.IO on the same server ended this connection after {ms} ms.',
      why: 'Socket.IO ends every upgrade that is not its own and has no answer after a second, unless it is told not to; an authenticate() that takes longer is enough.',
      fix: 'Give Socket.IO the option destroyUpgrade: false.',
    },
    ko: {
      what: '같은 서버의 Socket.IO가 {ms} ms 뒤에 이 연결을 끊었습니다.',
      why: 'Socket.IO는 따로 설정하지 않으면 자기 것이 아니고 1초 동안 응답이 없는 업그레이드를 끊습니다. authenticate()가 그보다 오래 걸리면 이렇게 됩니다.',
      fix: 'Socket.IO의 옵션에 destroyUpgrade: false 를 주세요.',
    },
  },
  {
    code: 'page/cut',
    en: {
      what: 'The server let this connection in, and something cut it after {ms} ms.',
      why: 'Parley let the attempt in, and its socket was destroyed without a close frame: by another listener for upgrades on the same server, or by a proxy.',
      fix: 'Have other listeners for upgrades on that server, and proxies in front of it, leave {path} alone.',
    },
    ko: {
      what: '서버가 이 연결을 받아들였지만 {ms} ms 뒤에 무언가가 끊었습니다.',
      why: 'Parley는 시도를 받아들였는데 종료 프레임 없이 소켓이 끊겼습니다. 같은 서버의 다른 업그레이드 리스너나 프록시가 한 일입니다.',
      fix: '그 서버의 다른 업그레이드 리스너와 앞단 프록시가 {path} 를 건드리지 않게 하세요.',
    },
  },
  {
    code: 'page/idle-limit',
    en: {
      what: '{count} connections in a row ended {seconds} s after their last message: something on the way has an idle limit.',
      why: 'Proxies end connections on which nothing was sent for some time (60 s in nginx), and the heartbeat comes later than that.',
      fix: 'Raise that limit (nginx: proxy_read_timeout, HAProxy: timeout tunnel), or set attach(server, { heartbeatMs }) below it.',
    },
    ko: {
      what: '연결 {count}개가 연달아 마지막 메시지 {seconds}초 뒤에 끊겼습니다. 중간에 유휴 시간 제한이 있습니다.',
      why: '프록시는 일정 시간 아무것도 오가지 않는 연결을 끊습니다(nginx는 60초). 하트비트가 그보다 늦게 옵니다.',
      fix: '그 제한을 늘리거나(nginx: proxy_read_timeout, HAProxy: timeout tunnel) attach(server, { heartbeatMs })를 그보다 짧게 하세요.',
    },
  },
  {
    code: 'page/strict-mode',
    en: {
      what: 'A connection was closed {ms} ms after it was made, before it was open, as StrictMode of React does in development.',
      why: 'In development StrictMode of React mounts each component twice, so an effect that connects is undone at once and run again.',
      fix: 'Nothing: it is harmless. With @parley/react the connection stays.',
    },
    ko: {
      what: '연결이 만들어진 지 {ms} ms 만에, 열리기 전에 닫혔습니다. 개발 중 React의 StrictMode가 이렇게 합니다.',
      why: '개발 중에 React의 StrictMode는 컴포넌트를 두 번 마운트하므로, 연결하는 effect가 바로 취소되고 다시 실행됩니다.',
      fix: '아무것도 하지 않아도 됩니다. @parley/react를 쓰면 연결이 그대로 남습니다.',
    },
  },
  {
    code: 'page/two-connections',
    en: {
      what: 'This page has {count} connections to {url} as the same person, so each message comes to it that often.',
      why: 'The page connected again without closing what it had: a module was loaded anew during development, an effect has no clean-up, or two parts of the page each make their own.',
      fix: 'Keep one connection for the whole page, and close() it before another takes its place.',
    },
    ko: {
      what: '이 페이지에는 같은 사람으로 {url} 에 연결이 {count}개 있어서 메시지마다 그만큼 옵니다.',
      why: '가진 연결을 닫지 않고 다시 연결했습니다. 개발 중 모듈이 새로 불렸거나, effect에 정리 함수가 없거나, 페이지의 두 부분이 각각 연결을 만듭니다.',
      fix: '페이지 전체에 연결을 하나만 두고, 새로 만들기 전에 close()를 호출하세요.',
    },
  },
]
