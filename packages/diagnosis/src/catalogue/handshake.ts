import type { Entry } from '../entry.ts'

/** Why a WebSocket was not let in, and what the server says of an attempt. */
export const handshake: readonly Entry[] = [
  {
    code: 'handshake/path',
    en: {
      what: 'Nothing answers WebSocket at {asked}. This server listens at {paths}.',
      why: 'The path in the address is not the one that attach() was given, which is /parley unless "path" says otherwise.',
      fix: 'Connect to {paths}, or give attach() the path: attach(server, { path: "{path}", … }).',
      fixWithout: 'Connect to {paths}.',
    },
    ko: {
      what: '{asked} 에는 웹소켓에 답하는 것이 없습니다. 이 서버의 웹소켓 경로는 {paths} 입니다.',
      why: '주소의 경로가 attach()의 경로와 다릅니다. "path"를 주지 않으면 /parley 입니다.',
      fix: '{paths} 로 접속하거나 attach()에 경로를 주세요: attach(server, { path: "{path}", … }).',
      fixWithout: '{paths} 로 접속하세요.',
    },
  },
  {
    code: 'handshake/left-to-others',
    en: {
      what: 'Nothing of Parley is at this path, so the upgrade went to the others on this server: {others}. Parley listens at {paths}.',
      why: 'Several share the server, and the path is not one of ours.',
      fix: 'If Parley is meant, connect to {paths}.',
    },
    ko: {
      what: '이 경로에는 Parley가 없어서 upgrade 요청이 이 서버의 다른 쪽으로 갔습니다: {others}. Parley의 경로는 {paths} 입니다.',
      why: '여럿이 서버를 함께 쓰고, 이 경로는 Parley의 것이 아닙니다.',
      fix: 'Parley에 접속하려면 {paths} 로 접속하세요.',
    },
  },
  {
    code: 'handshake/socket-io',
    en: {
      what: 'A Socket.IO client is calling (EIO={version}); this server has no Socket.IO.',
      why: 'Socket.IO speaks a protocol of its own on top of WebSocket.',
      fix: "Use new WebSocket() with the path {paths}, or connect() of '@parley/client', instead of io().",
    },
    ko: {
      what: 'Socket.IO 클라이언트가 접속했습니다(EIO={version}). 이 서버에는 Socket.IO가 없습니다.',
      why: 'Socket.IO는 웹소켓 위에서 자기만의 프로토콜을 씁니다.',
      fix: "io() 대신 {paths} 경로로 new WebSocket()을 쓰거나 '@parley/client'의 connect()를 쓰세요.",
    },
  },
  {
    code: 'handshake/origin',
    en: {
      what: 'The page at {origin} may not connect to {host}.',
      why: 'WebSockets know no CORS, so the server itself lets in only pages of its own host and those it was told of.',
      fix: 'Add it to the list: attach(server, { origins: ["{origin}"] }). CORS middleware does not apply to WebSockets.',
    },
    ko: {
      what: '{origin} 의 페이지는 {host} 에 접속할 수 없습니다.',
      why: '웹소켓에는 CORS가 없습니다. 그래서 서버가 자기 호스트의 페이지와 허락된 페이지만 받습니다.',
      fix: '목록에 추가하세요: attach(server, { origins: ["{origin}"] }). CORS 미들웨어는 웹소켓에 적용되지 않습니다.',
    },
  },
  {
    code: 'handshake/origin-null',
    en: {
      what: 'A page without an origin may not connect to {host}: it was opened from disk (file://), or is in a sandboxed frame.',
      why: 'Browsers send "Origin: null" for both. Any page of anybody can be made to send that, so no list lets it in.',
      fix: 'Open the page at the address of its server, such as http://{host}/, instead of from disk; a sandboxed frame needs allow-same-origin.',
    },
    ko: {
      what: 'origin이 없는 페이지는 {host} 에 접속할 수 없습니다. 파일(file://)로 열렸거나 sandbox 프레임 안에 있습니다.',
      why: '두 경우 모두 브라우저가 "Origin: null"을 보냅니다. 누구의 페이지든 그렇게 보낼 수 있어서 목록으로 허락할 수 없습니다.',
      fix: '파일이 아니라 서버의 주소(예: http://{host}/)로 페이지를 여세요. sandbox 프레임이라면 allow-same-origin이 필요합니다.',
    },
  },
  {
    code: 'handshake/host-unknown',
    en: {
      what: 'This server is not known as {host}.',
      why: 'A page could have made that name point here to get at a server that is only for this machine (DNS rebinding).',
      fix: 'If the name is yours: attach(server, { hosts: ["{host}"] }).',
    },
    ko: {
      what: '이 서버는 {host} 라는 이름을 모릅니다.',
      why: '어떤 페이지가 그 이름이 이 컴퓨터를 가리키게 해서 접근하려는 것일 수 있습니다(DNS 리바인딩).',
      fix: '서버의 이름이 맞다면: attach(server, { hosts: ["{host}"] }).',
    },
  },
  {
    code: 'handshake/proxy-stripped-upgrade',
    en: {
      what: 'A proxy between the client and this server removed "Upgrade" from the request.',
      why: 'The key of a WebSocket arrived without it: proxies do not pass Upgrade and Connection on unless they are told to.',
      fix: 'In the configuration of the proxy, for this path:',
    },
    ko: {
      what: '클라이언트와 이 서버 사이의 프록시가 요청에서 "Upgrade"를 지웠습니다.',
      why: '웹소켓의 키는 왔지만 Upgrade가 없습니다. 프록시는 설정하지 않으면 Upgrade와 Connection을 넘기지 않습니다.',
      fix: '프록시 설정에서 이 경로에 추가하세요:',
    },
  },
  {
    code: 'handshake/upgrade',
    en: {
      what: 'An ordinary HTTP request came to an address that speaks WebSocket.',
      why: 'The request does not ask to change the protocol: somebody opened the address as a page, or fetched it.',
      fix: "In a page: new WebSocket('ws://…') with this address.",
    },
    ko: {
      what: '웹소켓 주소에 보통의 HTTP 요청이 왔습니다.',
      why: '프로토콜을 바꾸자는 요청이 아닙니다. 주소를 페이지로 열었거나 fetch로 요청했습니다.',
      fix: "페이지에서는 이 주소로 new WebSocket('ws://…') 을 쓰세요.",
    },
  },
  {
    code: 'handshake/connection',
    en: {
      what: 'The Connection header does not name Upgrade.',
      why: 'Upgrade holds for one hop and only where Connection names it; a proxy may have replaced that header.',
      fix: 'In nginx: proxy_set_header Connection "upgrade";',
    },
    ko: {
      what: 'Connection 헤더에 Upgrade가 없습니다.',
      why: 'Upgrade는 Connection에 적혀 있을 때만 유효합니다. 프록시가 그 헤더를 바꿨을 수 있습니다.',
      fix: 'nginx라면: proxy_set_header Connection "upgrade";',
    },
  },
  {
    code: 'handshake/http-version',
    en: {
      what: 'The request did not come by HTTP/1.1, which alone knows Upgrade.',
      why: 'A proxy in front speaks HTTP/1.0 to this server, as nginx does unless it is told otherwise.',
      fix: 'In nginx: proxy_http_version 1.1;',
    },
    ko: {
      what: '요청이 HTTP/1.1이 아닙니다. Upgrade는 HTTP/1.1에만 있습니다.',
      why: '앞의 프록시가 이 서버에 HTTP/1.0으로 말합니다. nginx는 설정하지 않으면 그렇습니다.',
      fix: 'nginx라면: proxy_http_version 1.1;',
    },
  },
  {
    code: 'handshake/method',
    en: {
      what: 'The request has another method than GET.',
      why: 'A WebSocket begins as a GET request; no other can be upgraded.',
      fix: 'Open it with new WebSocket(), which does that by itself.',
    },
    ko: {
      what: '요청의 메서드가 GET이 아닙니다.',
      why: '웹소켓은 GET 요청으로 시작하고 다른 메서드는 업그레이드할 수 없습니다.',
      fix: 'new WebSocket()으로 여세요. GET은 알아서 씁니다.',
    },
  },
  {
    code: 'handshake/key',
    en: {
      what: 'The Sec-WebSocket-Key is missing, or is not 16 bytes in base64.',
      why: 'The server proves with this key that it understood the request; a client that was written by hand often lacks it.',
      fix: 'Send 16 random bytes in base64, or use a WebSocket library.',
    },
    ko: {
      what: 'Sec-WebSocket-Key가 없거나 base64로 쓴 16바이트가 아닙니다.',
      why: '서버는 이 키로 요청을 이해했음을 증명합니다. 손으로 쓴 클라이언트에 흔히 빠져 있습니다.',
      fix: '무작위 16바이트를 base64로 보내거나 웹소켓 라이브러리를 쓰세요.',
    },
  },
  {
    code: 'handshake/version',
    en: {
      what: 'The request does not ask for version 13 of the protocol.',
      why: 'Version 13 is that of RFC 6455 and the only one that is in use.',
      fix: 'Send Sec-WebSocket-Version: 13, or use a client that is newer than 2011.',
    },
    ko: {
      what: '요청이 프로토콜 버전 13을 요구하지 않습니다.',
      why: '버전 13이 RFC 6455의 버전이고, 쓰이는 것은 이것뿐입니다.',
      fix: 'Sec-WebSocket-Version: 13 을 보내거나 2011년 이후의 클라이언트를 쓰세요.',
    },
  },
  {
    code: 'handshake/protocol',
    en: {
      what: 'The list of subprotocols is not as it should be, or names one that was not offered.',
      why: 'Subprotocols are different tokens, and the answer may name only one that the client offered.',
      fix: 'Offer each once, without spaces: new WebSocket(url, ["chat.v1"]).',
    },
    ko: {
      what: '서브프로토콜 목록이 잘못되었거나, 제안하지 않은 것을 골랐습니다.',
      why: '서브프로토콜은 서로 다른 토큰이고, 답에는 클라이언트가 제안한 것만 쓸 수 있습니다.',
      fix: '공백 없이 하나씩 제안하세요: new WebSocket(url, ["chat.v1"]).',
    },
  },
  {
    code: 'handshake/no-common-protocol',
    en: {
      what: 'The client asks for the subprotocol {offered}, which the server does not speak.',
      why: 'A browser ends a WebSocket at once if it asked for subprotocols and the answer names none of them.',
      fix: 'Name it: attach(server, { protocols: ["{offered}"], … }), or ask for none: new WebSocket(url).',
    },
    ko: {
      what: '클라이언트가 요구한 서브프로토콜 {offered} 을(를) 서버가 모릅니다.',
      why: '브라우저는 서브프로토콜을 요구했는데 답에 없으면 웹소켓을 바로 끊습니다.',
      fix: 'attach(server, { protocols: ["{offered}"], … }) 라고 쓰거나, 요구하지 마세요: new WebSocket(url).',
    },
  },
  {
    code: 'handshake/extension',
    en: {
      what: 'The extensions of the handshake are not as they should be.',
      why: 'The list is malformed, or the answer agrees to something that was not offered.',
      fix: 'Leave the header to the WebSocket library; a proxy must not change it.',
    },
    ko: {
      what: '핸드셰이크의 확장(extension)이 잘못되었습니다.',
      why: '목록의 형식이 틀렸거나, 제안하지 않은 것에 답이 동의했습니다.',
      fix: '이 헤더는 웹소켓 라이브러리에 맡기고, 프록시가 바꾸지 않게 하세요.',
    },
  },
  {
    code: 'handshake/duplicate-header',
    en: {
      what: 'A header came twice that may come once.',
      why: 'The client and a proxy both wrote it, so nobody can say which of the two is meant.',
      fix: 'Let the proxy set the header instead of adding it.',
    },
    ko: {
      what: '한 번만 올 수 있는 헤더가 두 번 왔습니다.',
      why: '클라이언트와 프록시가 둘 다 써서 어느 쪽이 맞는지 알 수 없습니다.',
      fix: '프록시가 헤더를 추가하지 말고 바꾸게 하세요.',
    },
  },
  {
    code: 'handshake/malformed-header',
    en: {
      what: 'A header has characters that none may have.',
      why: 'A line break or a zero in a header could be read as another header.',
      fix: 'Send visible ASCII; encode everything else.',
    },
    ko: {
      what: '헤더에 쓸 수 없는 문자가 있습니다.',
      why: '줄바꿈이나 0이 들어간 헤더는 다른 헤더로 읽힐 수 있습니다.',
      fix: '보이는 ASCII 문자만 보내고 나머지는 인코딩하세요.',
    },
  },
  {
    code: 'handshake/headers-too-large',
    en: {
      what: 'The request has too many headers, or too large ones.',
      why: 'Often cookies have grown: a browser sends all of them with each WebSocket.',
      fix: 'Delete cookies that nobody needs, or raise maxHeaders and maxHeaderBytes of attach().',
    },
    ko: {
      what: '요청의 헤더가 너무 많거나 너무 큽니다.',
      why: '쿠키가 쌓였을 때가 많습니다. 브라우저는 웹소켓을 열 때마다 쿠키를 모두 보냅니다.',
      fix: '필요 없는 쿠키를 지우거나 attach()의 maxHeaders와 maxHeaderBytes를 올리세요.',
    },
  },
  {
    code: 'handshake/host',
    en: {
      what: 'The Host header is missing, or is no host.',
      why: 'HTTP/1.1 needs the name that the client asked for.',
      fix: 'Send one Host header with a name and a port; let a proxy pass it on.',
    },
    ko: {
      what: 'Host 헤더가 없거나 호스트가 아닙니다.',
      why: 'HTTP/1.1에는 클라이언트가 요청한 이름이 필요합니다.',
      fix: '이름과 포트로 된 Host 헤더를 하나 보내고, 프록시가 그대로 넘기게 하세요.',
    },
  },
  {
    code: 'handshake/body',
    en: {
      what: 'The request announces a body.',
      why: 'What follows the request are frames; a body could be taken for them.',
      fix: 'Send neither Content-Length nor Transfer-Encoding with the handshake.',
    },
    ko: {
      what: '요청에 본문이 있다고 되어 있습니다.',
      why: '요청 다음에 오는 것은 프레임입니다. 본문이 있으면 프레임으로 오해할 수 있습니다.',
      fix: '핸드셰이크에 Content-Length와 Transfer-Encoding을 보내지 마세요.',
    },
  },
  {
    code: 'handshake/scheme',
    en: {
      what: 'The scheme of the request is neither http nor https.',
      why: 'By HTTP/2 a WebSocket is asked for with the scheme of the page.',
      fix: 'Send :scheme https.',
    },
    ko: {
      what: '요청의 스킴이 http도 https도 아닙니다.',
      why: 'HTTP/2에서 웹소켓은 페이지의 스킴으로 요청합니다.',
      fix: ':scheme 을 https로 보내세요.',
    },
  },
  {
    code: 'handshake/target',
    en: {
      what: 'The path of the request is missing, or does not start with "/".',
      why: 'By HTTP/2 a WebSocket is asked for with :path.',
      fix: 'Send :path with the path and the query.',
    },
    ko: {
      what: '요청의 경로가 없거나 "/"로 시작하지 않습니다.',
      why: 'HTTP/2에서 웹소켓은 :path 로 요청합니다.',
      fix: ':path 에 경로와 쿼리를 보내세요.',
    },
  },
  {
    code: 'handshake/status',
    en: {
      what: 'The server answered with something else than 101.',
      why: 'There is no WebSocket at this address, or the server said no; its answer says why.',
      fix: 'Read the body of the answer, and the path in the address.',
    },
    ko: {
      what: '서버가 101이 아닌 답을 했습니다.',
      why: '이 주소에 웹소켓이 없거나 서버가 거절했습니다. 이유는 답에 있습니다.',
      fix: '답의 본문과 주소의 경로를 확인하세요.',
    },
  },
  {
    code: 'handshake/accept',
    en: {
      what: 'The Sec-WebSocket-Accept of the answer does not fit the key.',
      why: 'Whoever answered did not read this request: a cache, or a server that only pretends.',
      fix: 'Take what stands between out of the way, and let no cache keep the answer.',
    },
    ko: {
      what: '답의 Sec-WebSocket-Accept가 키와 맞지 않습니다.',
      why: '답한 쪽이 이 요청을 읽지 않았습니다. 캐시이거나 흉내만 내는 서버입니다.',
      fix: '중간에 있는 것을 치우고, 캐시가 답을 저장하지 않게 하세요.',
    },
  },
  {
    code: 'handshake/timeout',
    en: {
      what: 'The head of the request did not come in time.',
      why: 'The connection was opened and left silent, or sends its request bit by bit.',
      fix: 'Send the whole request at once; handshakeTimeoutMs of attach() says how long it may take.',
    },
    ko: {
      what: '요청의 헤더가 제시간에 오지 않았습니다.',
      why: '연결만 열고 아무것도 보내지 않았거나, 요청을 조금씩 보내고 있습니다.',
      fix: '요청을 한 번에 보내세요. 얼마나 걸려도 되는지는 attach()의 handshakeTimeoutMs입니다.',
    },
  },
  {
    code: 'handshake/authenticate-failed',
    en: {
      what: 'The server failed to find out who is calling.',
      why: '"authenticate" threw, or returned something that is no user; the log of the server has it.',
      fix: 'Return { id, name } for a user, undefined for nobody, and read the log of the server.',
    },
    ko: {
      what: '서버가 누구인지 알아내지 못했습니다.',
      why: '"authenticate"가 오류를 던졌거나 사용자가 아닌 값을 돌려주었습니다. 서버 로그에 있습니다.',
      fix: '사용자는 { id, name }, 아무도 아니면 undefined를 돌려주고, 서버 로그를 읽으세요.',
    },
  },
  {
    code: 'handshake/authenticate-timeout',
    en: {
      what: 'Finding out who is calling took too long.',
      why: '"authenticate" waits for something that does not answer, as a database that is gone.',
      fix: 'Look at what it awaits; authenticateTimeoutMs says how long it may take.',
    },
    ko: {
      what: '누구인지 알아내는 데 너무 오래 걸렸습니다.',
      why: '"authenticate"가 답하지 않는 것을 기다립니다. 예를 들면 꺼진 데이터베이스입니다.',
      fix: '무엇을 await하는지 보세요. 얼마나 걸려도 되는지는 authenticateTimeoutMs입니다.',
    },
  },
  {
    code: 'handshake/too-many-connects',
    en: {
      what: 'Too many connect at once.',
      why: 'More came together than connectBurst and connectsPerSecond let in, as after a restart.',
      fix: 'Come back after the time that the answer gives.',
    },
    ko: {
      what: '한꺼번에 너무 많이 접속했습니다.',
      why: '재시작한 뒤처럼 connectBurst와 connectsPerSecond보다 많이 몰렸습니다.',
      fix: '답에 적힌 시간 뒤에 다시 접속하세요.',
    },
  },
  {
    code: 'handshake/too-many-sockets',
    en: {
      what: 'The server has as many sockets as it may.',
      why: 'maxSockets is reached.',
      fix: 'Close sockets that nobody needs, raise maxSockets, or run another server.',
    },
    ko: {
      what: '서버의 소켓 수가 한도에 이르렀습니다.',
      why: 'maxSockets에 도달했습니다.',
      fix: '필요 없는 소켓을 닫거나 maxSockets를 올리거나 서버를 더 두세요.',
    },
  },
  {
    code: 'handshake/too-many-sockets-from-address',
    en: {
      what: 'One address has as many sockets as it may.',
      why: 'maxSocketsPerAddress is reached: a page opens sockets and does not close them, or a proxy in front is not named, so that everybody seems to be one.',
      fix: 'Close sockets that are not needed; behind a proxy write attach(server, { trustedProxies: […] }).',
    },
    ko: {
      what: '한 주소의 소켓 수가 한도에 이르렀습니다.',
      why: 'maxSocketsPerAddress에 도달했습니다. 페이지가 소켓을 열기만 하고 닫지 않거나, 앞의 프록시를 적지 않아서 모두가 한 주소로 보입니다.',
      fix: '필요 없는 소켓을 닫으세요. 프록시 뒤라면 attach(server, { trustedProxies: […] }) 라고 쓰세요.',
    },
  },
  {
    code: 'handshake/too-many-sockets-of-user',
    en: {
      what: 'One user has as many sockets as one may have.',
      why: 'maxSocketsPerUser is reached: a page opens sockets and does not close them, or everybody is given the same id.',
      fix: 'Close sockets that are not needed; look whether "authenticate" gives each user an id of his own.',
    },
    ko: {
      what: '한 사용자의 소켓 수가 한도에 이르렀습니다.',
      why: 'maxSocketsPerUser에 도달했습니다. 페이지가 소켓을 열기만 하고 닫지 않거나, 모두가 같은 id를 받습니다.',
      fix: '필요 없는 소켓을 닫고, "authenticate"가 사용자마다 다른 id를 주는지 보세요.',
    },
  },
  {
    code: 'handshake/gone',
    en: {
      what: 'The client left before it was answered.',
      why: 'The page was closed or reloaded, or "authenticate" took longer than the client waits.',
      fix: 'Nothing, if the page was closed; otherwise make "authenticate" faster.',
    },
    ko: {
      what: '답하기 전에 클라이언트가 떠났습니다.',
      why: '페이지를 닫거나 새로 고쳤습니다. 또는 "authenticate"가 클라이언트가 기다리는 시간보다 오래 걸렸습니다.',
      fix: '페이지를 닫은 것이면 할 일이 없습니다. 아니라면 "authenticate"를 더 빠르게 하세요.',
    },
  },
  {
    code: 'handshake/dropped',
    en: {
      what: 'The server failed at this handshake, logged why, and ended the connection.',
      why: 'A fault in the server, not in the client.',
      fix: 'Read the log of the server.',
    },
    ko: {
      what: '서버가 이 핸드셰이크에 실패해서 로그를 남기고 연결을 끊었습니다.',
      why: '클라이언트가 아니라 서버의 결함입니다.',
      fix: '서버 로그를 읽으세요.',
    },
  },
  {
    code: 'why/alive',
    en: {
      what: 'Parley answers here.',
      why: 'This address was asked without an attempt.',
      fix: 'To ask why a WebSocket failed, open it with ?attempt=<id> and ask with the same id.',
    },
    ko: {
      what: '여기에는 Parley가 있습니다.',
      why: 'attempt 없이 물었습니다.',
      fix: '웹소켓이 왜 실패했는지 물으려면 ?attempt=<id> 를 붙여 열고 같은 id로 물으세요.',
    },
  },
  {
    code: 'why/unknown-attempt',
    en: {
      what: 'No attempt with this id reached the server, or it was long ago.',
      why: 'The request was lost on its way, another process took it, or a hundred attempts came since.',
      fix: 'Look at what stands between the page and the server: a proxy, a load balancer, an extension of the browser.',
    },
    ko: {
      what: '이 id의 시도는 서버에 오지 않았거나 오래전 일입니다.',
      why: '요청이 중간에 사라졌거나, 다른 프로세스가 받았거나, 그 뒤로 시도가 백 번 있었습니다.',
      fix: '페이지와 서버 사이에 있는 것을 보세요: 프록시, 로드 밸런서, 브라우저 확장.',
    },
  },
  {
    code: 'why/forgotten',
    en: {
      what: 'So many attempts came in the last seconds that the server may have forgotten this one.',
      why: 'The last hundred attempts are remembered. After a restart, or in a flood, so many come within a moment.',
      fix: 'Nothing, if it passes: the client tries again by itself. If it lasts, look at the log of the server for what it refuses.',
    },
    ko: {
      what: '최근 몇 초 동안 시도가 많아 서버가 이 시도를 잊었을 수 있습니다.',
      why: '마지막 시도 백 개만 기억합니다. 서버를 다시 시작했거나 접속이 몰리면 순식간에 그만큼 옵니다.',
      fix: '곧 지나가면 그대로 두세요. 클라이언트가 알아서 다시 시도합니다. 계속되면 서버 로그에서 무엇을 거절하는지 보세요.',
    },
  },
  {
    code: 'why/pending',
    en: {
      what: 'The server has not decided yet.',
      why: '"authenticate" has not answered.',
      fix: 'Look at what "authenticate" awaits.',
    },
    ko: {
      what: '서버가 아직 결정하지 않았습니다.',
      why: '"authenticate"가 아직 답하지 않았습니다.',
      fix: '"authenticate"가 무엇을 await하는지 보세요.',
    },
  },
  {
    code: 'why/let-in',
    en: {
      what: 'The server let it in.',
      why: 'In production nobody follows what becomes of a socket that was let in.',
      fix: 'Look at the close code and the reason; with diagnosis: true the server says how it ended.',
    },
    ko: {
      what: '서버는 받아들였습니다.',
      why: '운영 환경에서는 받아들인 소켓이 그 뒤에 어떻게 되는지 기록하지 않습니다.',
      fix: '닫힌 코드와 이유를 보세요. diagnosis: true 이면 서버가 어떻게 끝났는지 말합니다.',
    },
  },
  {
    code: 'why/open',
    en: {
      what: 'The server let it in, and for the server it is still open.',
      why: 'What the server sent did not reach the page, so something between the two cut it or changed it.',
      fix: 'Try without the proxy, or without the extensions of the browser.',
    },
    ko: {
      what: '서버는 받아들였고, 서버에서는 아직 열려 있습니다.',
      why: '서버가 보낸 것이 페이지에 닿지 않았습니다. 중간에서 끊겼거나 바뀌었습니다.',
      fix: '프록시 없이, 또는 브라우저 확장 없이 시도해 보세요.',
    },
  },
  {
    code: 'why/ended',
    en: {
      what: 'The server let it in, and it ended after {afterMs} ms with the code {code} and the reason "{reason}".',
      why: '1006 means that the connection was cut without a word: by the peer, by something between, or by the network.',
      fix: 'Look at the reason; for 1006 try without the proxy.',
    },
    ko: {
      what: '서버는 받아들였고, {afterMs}ms 뒤에 코드 {code}, 이유 "{reason}" (으)로 끝났습니다.',
      why: '1006은 말없이 끊겼다는 뜻입니다. 상대편, 중간에 있는 것, 또는 네트워크가 끊었습니다.',
      fix: '이유(reason)를 보세요. 1006이면 프록시 없이 시도해 보세요.',
    },
  },
]
