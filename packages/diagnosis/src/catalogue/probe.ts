import type { Entry, Words } from '../entry.ts'

/** What an address shows from outside. */
export const probe: readonly Entry[] = [
  entry(
    'probe/other-port',
    {
      what: 'Nothing listens on port {port}; on this machine there are {listens}.',
      why: 'The connection was refused: the server does not run, or it runs on another port.',
      fix: 'Start your server, or use its port.',
    },
    {
      what: '{port} 포트에서 듣는 것이 없고, 이 컴퓨터에서는 {listens} 이(가) 듣고 있습니다.',
      why: '연결이 거절되었습니다. 서버가 꺼져 있거나 다른 포트에서 돌고 있습니다.',
      fix: '서버를 켜거나 서버의 포트를 쓰세요.',
    },
  ),
  entry(
    'probe/other-family',
    {
      what: 'Nothing listens at {asked}, but the server listens at {listens}.',
      why: 'localhost stands for two addresses, 127.0.0.1 and ::1, and a server that names a host listens on one of them.',
      fix: 'Use {right}, or let the server listen without a host.',
    },
    {
      what: '{asked} 에서는 듣는 것이 없고, 서버는 {listens} 에서 듣고 있습니다.',
      why: 'localhost는 127.0.0.1과 ::1 두 주소를 뜻하는데, 호스트를 지정한 서버는 그중 하나에서만 듣습니다.',
      fix: '{right} 를 쓰거나 서버가 호스트 없이 listen 하게 하세요.',
    },
  ),
  entry(
    'probe/socketio-server',
    {
      what: 'A Socket.IO server listens here, and it opens no plain WebSocket at {path}.',
      why: 'Socket.IO is a protocol of its own on top of WebSocket, so new WebSocket() cannot talk with it.',
      fix: 'Use the client of Socket.IO.',
    },
    {
      what: '여기에는 Socket.IO 서버가 있어서 {path} 에서 일반 웹소켓을 열 수 없습니다.',
      why: 'Socket.IO는 웹소켓 위에 만든 다른 프로토콜이라 new WebSocket()으로는 대화할 수 없습니다.',
      fix: 'Socket.IO 클라이언트를 쓰세요.',
    },
  ),
  entry(
    'probe/never-answers',
    {
      what: 'The server answers pages, but not the upgrade of {path}: nothing came in {seconds} s.',
      why: 'A handler for "upgrade" took the socket and neither answers nor closes it; often it waits for something and an error there is lost.',
      fix: 'Let the handler answer in every case: handleUpgrade(), or socket.destroy() in a catch.',
    },
    {
      what: '서버가 페이지에는 답하지만 {path} 의 업그레이드 요청에는 {seconds}초 동안 답하지 않았습니다.',
      why: '"upgrade" 핸들러가 소켓을 받고 답도 종료도 하지 않습니다. 무언가를 기다리다 생긴 오류를 놓친 경우가 많습니다.',
      fix: '핸들러가 항상 handleUpgrade()로 답하거나 catch에서 socket.destroy()를 부르게 하세요.',
    },
  ),
  entry(
    'probe/wrong-answer',
    {
      what: 'The server answered 101, but not as a WebSocket: {fault}.',
      why: 'The handler computes its answer by hand, or something in between keeps an old one.',
      fix: 'Let a library answer the handshake.',
    },
    {
      what: '서버가 101로 답했지만 오류({fault})가 있어 웹소켓이 열리지 않습니다.',
      why: '핸들러가 응답을 직접 만들고 있거나, 중간에서 오래된 응답을 돌려줍니다.',
      fix: '핸드셰이크는 라이브러리에 맡기세요.',
    },
  ),
  entry(
    'probe/explained',
    {
      what: 'The server refused the WebSocket with {status}: {message}.',
      why: 'It says why itself, under the code {said}.',
      fix: 'It says what to do: {fix}.',
    },
    {
      what: '서버가 웹소켓을 {status}("{message}")로 거절했습니다.',
      why: '서버가 코드 {said} 로 직접 이유를 알려 주었습니다.',
      fix: '서버의 안내("{fix}")대로 하세요.',
    },
  ),
  entry(
    'probe/refused-because',
    {
      what: 'The server refused the WebSocket with {status}: {message}.',
      why: 'It says so under the code {said}; in production a server says no more.',
      fix: 'Look the code up, or ask the server again in development.',
    },
    {
      what: '서버가 웹소켓을 {status}("{message}")로 거절했습니다.',
      why: '서버가 알려 준 코드는 {said} 입니다. 운영 모드에서는 더 말하지 않습니다.',
      fix: '코드를 찾아보거나 개발 모드에서 다시 확인하세요.',
    },
  ),
  entry(
    'probe/origin-refused',
    {
      what: 'The server refuses pages of {origin} with {status}.',
      why: 'Without the header Origin it lets the same request in. This is the server’s own list; CORS middleware does not apply to WebSocket.',
      fix: 'Add this origin to those that the server allows.',
    },
    {
      what: '서버가 {origin} 페이지를 {status} 로 거절합니다.',
      why: 'Origin 헤더가 없으면 같은 요청을 받아 줍니다. 서버가 가진 목록 때문이며, CORS 미들웨어는 웹소켓에 적용되지 않습니다.',
      fix: '서버가 허용하는 오리진 목록에 추가하세요.',
    },
  ),
  entry(
    'probe/sign-in',
    {
      what: 'The server lets nobody in who has not signed in: {status}.',
      why: 'The request had no cookie and no token. A browser sends cookies of this host, but cannot set the header Authorization.',
      fix: 'Sign in first, and send a cookie, or a token in the address or the first message.',
    },
    {
      what: '서버가 로그인하지 않은 연결을 {status} 로 거절합니다.',
      why: '요청에 쿠키도 토큰도 없었습니다. 브라우저는 이 호스트의 쿠키는 보내지만 Authorization 헤더는 붙일 수 없습니다.',
      fix: '먼저 로그인하고, 쿠키를 쓰거나 주소 또는 첫 메시지에 토큰을 보내세요.',
    },
  ),
  entry(
    'probe/upstream-down',
    {
      what: 'A proxy answers {status} instead of your server.',
      why: '{server} is in front and cannot reach the program behind it: that does not run, or listens on another port.',
      fix: 'Start the program, and compare its port with the one in the proxy’s configuration.',
    },
    {
      what: '서버 대신 프록시가 {status} 로 답합니다.',
      why: '앞에 있는 {server} 이(가) 뒤의 프로그램에 연결하지 못합니다. 프로그램이 꺼져 있거나 포트가 다릅니다.',
      fix: '프로그램을 켜고, 프록시 설정의 포트와 비교하세요.',
    },
  ),
  entry(
    'probe/upgrade-lost',
    {
      what: 'The server asks for an upgrade ({status}) although one was sent.',
      why: 'Something in between took the header Upgrade out, or the request reached a part of the server that only says so.',
      fix: 'Let the proxy pass Upgrade and Connection on, and check the path.',
    },
    {
      what: '업그레이드를 보냈는데도 서버가 {status} 로 업그레이드를 요구합니다.',
      why: '중간에서 Upgrade 헤더가 사라졌거나, 안내만 하는 부분으로 요청이 갔습니다.',
      fix: '프록시가 Upgrade와 Connection을 전달하게 하고 경로를 확인하세요.',
    },
  ),
  entry(
    'probe/wrong-path',
    {
      what: 'Nothing answers WebSocket at {path}; this server does at {right}.',
      why: 'A WebSocket is opened under one path, and others are refused.',
      fix: 'Use {right}.',
    },
    {
      what: '{path} 에는 웹소켓이 없고, 이 서버의 웹소켓은 {right} 에 있습니다.',
      why: '웹소켓은 정해진 경로에서만 열리고, 다른 경로는 거절됩니다.',
      fix: '{right} 를 쓰세요.',
    },
  ),
  entry(
    'probe/treated-as-page',
    {
      what: 'The upgrade of {path} was answered like an ordinary page: {status} of {server}.',
      why: 'The WebSocket is not on the server that listens here: the app was given to the library instead of the http.Server, or app.listen() made another server.',
      fix: 'Attach the WebSocket to the http.Server that listens: const server = app.listen(…).',
    },
    {
      what: '{path} 의 업그레이드 요청에 {server} 이(가) 일반 페이지처럼 {status} 로 답했습니다.',
      why: '여기서 듣고 있는 서버에 웹소켓이 붙어 있지 않습니다. http 서버 대신 app을 넘겼거나, app.listen()이 다른 서버를 만들었습니다.',
      fix: 'const server = app.listen(…) 처럼, 듣고 있는 http 서버에 웹소켓을 붙이세요.',
    },
  ),
  entry(
    'probe/refused',
    {
      what: 'The server refuses a WebSocket at {path} with {status}.',
      why: 'Most often the path is another one; paths that many use were tried too, and none is open.',
      fix: 'Look up the path that the server gives its WebSocket, and use it.',
    },
    {
      what: '서버가 {path} 의 웹소켓을 {status} 로 거절합니다.',
      why: '대부분 경로가 다릅니다. 흔히 쓰는 경로도 시도했지만 열리는 것이 없습니다.',
      fix: '서버 코드에서 웹소켓 경로를 찾아 쓰세요.',
    },
  ),
  entry(
    'probe/second-answer',
    {
      what: 'After the WebSocket was opened, a second answer came into it: HTTP {status}.',
      why: 'Two WebSocket servers answer on this port; one opens the connection, and the other one refuses it: "Invalid frame header".',
      fix: 'Keep one of them, or make both with noServer: true and give each its path in one handler.',
    },
    {
      what: '웹소켓이 열린 뒤에 두 번째 응답(HTTP {status})이 섞여 들어왔습니다.',
      why: '이 포트에서 웹소켓 서버 둘이 함께 답합니다. 하나는 열고 다른 하나는 거절하므로 "Invalid frame header" 오류가 납니다.',
      fix: '하나만 남기거나, 둘 다 noServer: true 로 만들고 한 핸들러에서 경로별로 나누세요.',
    },
  ),
  entry(
    'probe/broken-frames',
    {
      what: 'The server breaks the protocol after the handshake: {fault}.',
      why: 'Bytes came that are no frames: something else writes into the connection, or something in between changes it.',
      fix: 'Find what else listens for "upgrade" on this server, or writes to its sockets.',
    },
    {
      what: '핸드셰이크 뒤에 서버가 프로토콜 규칙({fault})을 어깁니다.',
      why: '프레임이 아닌 바이트가 왔습니다. 다른 코드가 같은 연결에 쓰거나 중간에서 내용이 바뀝니다.',
      fix: '이 서버에서 "upgrade"를 듣거나 소켓에 쓰는 다른 코드를 찾으세요.',
    },
  ),
  entry(
    'probe/closed-at-once',
    {
      what: 'The WebSocket opened and was cut after {ms} ms, without a close frame.',
      why: 'Something destroys the socket: another handler for "upgrade" that does not know the path, or an error that ends the program.',
      fix: 'Look at the terminal of the server, and let other handlers leave paths alone that are not theirs.',
    },
    {
      what: '웹소켓이 열렸다가 {ms} ms 뒤에 종료 프레임 없이 끊겼습니다.',
      why: '무언가가 소켓을 끊습니다. 경로를 모르는 다른 "upgrade" 핸들러이거나, 프로그램을 끝낸 오류입니다.',
      fix: '서버 터미널을 확인하고, 다른 핸들러가 자기 경로가 아니면 그냥 두게 하세요.',
    },
  ),
  entry(
    'probe/any-origin',
    {
      what: 'The server lets in pages of any site.',
      why: 'Browsers send cookies along, so that a page of somebody else can speak here as the user who visits it.',
      fix: 'Check the header Origin at the handshake, and let in only your own pages.',
    },
    {
      what: '서버가 모든 사이트의 페이지를 받아들입니다.',
      why: '브라우저가 쿠키를 함께 보내므로, 다른 사이트의 페이지가 방문자의 이름으로 말할 수 있습니다.',
      fix: '핸드셰이크에서 Origin 헤더를 확인하고 자기 페이지만 받으세요.',
    },
  ),
  entry(
    'probe/message-limit',
    {
      what: 'The server closes with {code} on a message of 64 KiB.',
      why: 'Its limit for one message is lower, or something in between has one.',
      fix: 'Raise the limit, or send large things over HTTP.',
    },
    {
      what: '서버가 64 KiB 메시지에 {code} 로 연결을 끊습니다.',
      why: '서버나 중간 장비의 메시지 크기 제한이 더 작습니다.',
      fix: '제한을 늘리거나 큰 것은 HTTP로 보내세요.',
    },
  ),
  entry(
    'probe/proxy-strips-upgrade',
    {
      what: 'Directly the WebSocket opens; through {server} it gets {status}.',
      why: 'The proxy does not pass the header Upgrade on, so that the server sees an ordinary request.',
      fix: 'Tell the proxy that this path is a WebSocket.',
    },
    {
      what: '직접 연결하면 열리지만 {server} 을(를) 거치면 {status} 이(가) 옵니다.',
      why: '프록시가 Upgrade 헤더를 전달하지 않아서 서버에는 일반 요청으로 보입니다.',
      fix: '프록시에 이 경로가 웹소켓이라고 설정하세요.',
    },
  ),
  entry(
    'probe/proxy-prefix',
    {
      what: 'The proxy changes the path: {sent} was sent, and the server gets {arrived}.',
      why: 'Directly the server answers {arrived} just as the proxy does, and opens a WebSocket at {open}.',
      fix: 'Let the proxy keep the path, or use the one that leads to {open}.',
    },
    {
      what: '프록시가 경로를 바꿉니다: {sent} 을(를) 보냈는데 서버에는 {arrived} 이(가) 도착합니다.',
      why: '서버에 {arrived} 을(를) 직접 보내면 프록시와 같은 답이 오고, 웹소켓은 {open} 에서 열립니다.',
      fix: '프록시가 경로를 그대로 두게 하거나, {open} 으로 이어지는 경로를 쓰세요.',
    },
  ),
  entry(
    'probe/proxy-refuses',
    {
      what: 'Directly the WebSocket opens; through {server} it gets {status}.',
      why: 'The proxy, or what stands with it in between, answers itself or sends the request elsewhere.',
      fix: 'Compare the two answers, and the address in the proxy’s configuration with the one of the server.',
    },
    {
      what: '직접 연결하면 열리지만 {server} 을(를) 거치면 {status} 이(가) 옵니다.',
      why: '프록시나 그 사이의 장비가 직접 답하거나 다른 곳으로 보냅니다.',
      fix: '두 응답을 비교하고, 프록시 설정의 주소가 서버 주소와 같은지 확인하세요.',
    },
  ),
  entry(
    'probe/proxy-h2',
    {
      what: 'The proxy speaks only HTTP/2 here, where a WebSocket begins another way.',
      why: 'It does not take the ordinary upgrade of HTTP/1.1, and not every proxy knows WebSocket over HTTP/2.',
      fix: 'Let the proxy offer http/1.1 too.',
    },
    {
      what: '프록시가 HTTP/2만 받는데, 거기서는 웹소켓을 여는 방법이 다릅니다.',
      why: 'HTTP/1.1 업그레이드를 받지 않고, HTTP/2 위의 웹소켓은 모든 프록시가 알지는 못합니다.',
      fix: '프록시가 http/1.1도 받게 하세요.',
    },
  ),
  entry(
    'probe/idle-cut',
    {
      what: 'An idle connection is cut after {seconds} s.',
      why: 'A proxy or a load balancer ends connections on which nothing is sent; 60 s is usual for nginx, 100 s for Cloudflare.',
      fix: 'Send pings more often than that, or raise the limit.',
    },
    {
      what: '아무것도 보내지 않은 연결이 {seconds}초 뒤에 끊깁니다.',
      why: '프록시나 로드 밸런서가 조용한 연결을 끊습니다. nginx는 보통 60초, Cloudflare는 100초입니다.',
      fix: '그보다 자주 핑을 보내거나 제한을 늘리세요.',
    },
  ),
]

function entry(code: string, en: Words, ko: Words): Entry {
  return { code, en, ko }
}
