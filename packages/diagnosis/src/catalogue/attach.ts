import type { Entry } from '../entry.ts'

/** What `attach` throws at its caller's line, and what it notices. */
export const attach: readonly Entry[] = [
  {
    code: 'ERR_ATTACH_UNDEFINED',
    en: {
      what: 'attach() was given {given}: the server does not exist yet at this line.',
      why: 'attach() stands above the line that creates the server, or two files import each other and one of them is read before the other is ready.',
      fix: 'Write it below the line that creates the server:',
    },
    ko: {
      what: 'attach()에 {given} 이(가) 전달되었습니다. 이 줄에서는 아직 서버가 만들어지지 않았습니다.',
      why: 'attach()가 서버를 만드는 줄보다 위에 있거나, 두 파일이 서로를 import해서 한쪽이 준비되기 전에 읽혔습니다.',
      fix: '서버를 만드는 줄 아래에 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_EXPRESS',
    en: {
      what: 'attach() was given the Express app. WebSockets need the http.Server that listens; the app never sees them.',
      why: 'A WebSocket begins with an upgrade request, which Node gives to the http.Server and never to the app.',
      fix: 'Instead of attach(app, …) write:',
    },
    ko: {
      what: 'attach()에 Express 앱(app)이 전달되었습니다. listen하는 http 서버(server)를 넘겨야 합니다. app은 웹소켓 요청(upgrade)을 받지 못합니다.',
      why: '웹소켓은 upgrade 요청으로 시작하고, Node는 이 요청을 app이 아니라 http 서버에 전달합니다.',
      fix: 'attach(app, …) 대신 이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_KOA',
    en: {
      what: 'attach() was given the Koa app. WebSockets need the http.Server that listens; the app never sees them.',
      why: 'A WebSocket begins with an upgrade request, which Node gives to the http.Server and never to the app.',
      fix: 'Instead of attach(app, …) write:',
    },
    ko: {
      what: 'attach()에 Koa 앱(app)이 전달되었습니다. listen하는 http 서버(server)를 넘겨야 합니다. app은 웹소켓 요청(upgrade)을 받지 못합니다.',
      why: '웹소켓은 upgrade 요청으로 시작하고, Node는 이 요청을 app이 아니라 http 서버에 전달합니다.',
      fix: 'attach(app, …) 대신 이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_HONO',
    en: {
      what: 'attach() was given the Hono app. WebSockets need the http.Server that listens.',
      why: 'A Hono app only answers requests; the server is what serve() of @hono/node-server returns.',
      fix: 'Instead of attach(app, …) write:',
    },
    ko: {
      what: 'attach()에 Hono 앱(app)이 전달되었습니다. listen하는 http 서버(server)를 넘겨야 합니다.',
      why: 'Hono 앱은 요청에 답하기만 합니다. 서버는 @hono/node-server의 serve()가 돌려주는 값입니다.',
      fix: 'attach(app, …) 대신 이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_FASTIFY',
    en: {
      what: 'attach() was given the Fastify instance. WebSockets need the http.Server inside it.',
      why: 'Upgrade requests come to the http.Server, which Fastify keeps as fastify.server.',
      fix: 'Write:',
    },
    ko: {
      what: 'attach()에 Fastify 인스턴스가 전달되었습니다. 그 안에 있는 http 서버를 넘겨야 합니다.',
      why: 'upgrade 요청은 http 서버로 오고, Fastify에서는 fastify.server가 그 서버입니다.',
      fix: '이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_ADDRESS',
    en: {
      what: "attach() was given an address, as Fastify's listen() returns it, not a server.",
      why: 'What listen() of Fastify resolves to is a text such as "http://127.0.0.1:3000".',
      fix: 'Write:',
    },
    ko: {
      what: 'attach()에 서버가 아니라 주소가 전달되었습니다. Fastify의 listen()이 돌려주는 값입니다.',
      why: 'Fastify의 listen()은 "http://127.0.0.1:3000" 같은 문자열을 돌려줍니다.',
      fix: '이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_NET',
    en: {
      what: 'attach() was given a raw TCP server. WebSockets start as HTTP requests.',
      why: 'A server of node:net does not read HTTP, so it never announces an upgrade.',
      fix: 'Write:',
    },
    ko: {
      what: 'attach()에 TCP 서버가 전달되었습니다. 웹소켓은 HTTP 요청으로 시작합니다.',
      why: 'node:net의 서버는 HTTP를 읽지 않으므로 upgrade를 알리지 않습니다.',
      fix: '이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_PROMISE',
    en: {
      what: 'attach() was given a promise.',
      why: 'The server is what the promise resolves to.',
      fix: 'Wait for it first:',
    },
    ko: {
      what: 'attach()에 프로미스가 전달되었습니다.',
      why: '서버는 프로미스가 완료되면 나오는 값입니다.',
      fix: '먼저 기다리세요:',
    },
  },
  {
    code: 'ERR_ATTACH_FUNCTION',
    en: {
      what: 'attach() was given a function.',
      why: 'A function that handles requests is not the server that listens.',
      fix: 'If it handles requests, put it into a server:',
    },
    ko: {
      what: 'attach()에 함수가 전달되었습니다.',
      why: '요청을 처리하는 함수는 listen하는 서버가 아닙니다.',
      fix: '요청을 처리하는 함수라면 서버에 넣으세요:',
    },
  },
  {
    code: 'ERR_ATTACH_PORT',
    en: {
      what: 'attach() was given {given}, not a server.',
      why: 'Parley opens no port of its own: it shares the server that you have.',
      fix: 'Write:',
    },
    ko: {
      what: 'attach()에 서버가 아니라 {given} 이(가) 전달되었습니다.',
      why: 'Parley는 포트를 따로 열지 않고, 이미 있는 서버를 함께 씁니다.',
      fix: '이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_WEBSOCKET_SERVER',
    en: {
      what: 'attach() was given a WebSocket server of another library, not the http.Server.',
      why: 'Parley does what that library does: it answers the upgrades of an http.Server itself.',
      fix: 'Pass the http.Server; the other one may stay on it, at another path:',
    },
    ko: {
      what: 'attach()에 http 서버가 아니라 다른 라이브러리의 웹소켓 서버가 전달되었습니다.',
      why: 'Parley는 그 라이브러리와 같은 일을 합니다. http 서버의 upgrade에 직접 답합니다.',
      fix: 'http 서버를 넘기세요. 다른 라이브러리는 다른 경로에서 함께 쓸 수 있습니다:',
    },
  },
  {
    code: 'ERR_ATTACH_WRAPPED',
    en: {
      what: 'attach() was given something that holds the http.Server.',
      why: 'It is the server itself that announces upgrades.',
      fix: 'Pass that:',
    },
    ko: {
      what: 'attach()에 http 서버를 담고 있는 객체가 전달되었습니다.',
      why: 'upgrade를 알리는 것은 서버 자신입니다.',
      fix: '안에 있는 서버를 넘기세요:',
    },
  },
  {
    code: 'ERR_ATTACH_MODULE',
    en: {
      what: 'attach() was given {given}, what a file exports, not a server.',
      why: 'The file exports nothing, exports an object around it, or is read while it is not ready, as two files import each other.',
      fix: 'Export the server, and take it out of what is imported:',
    },
    ko: {
      what: 'attach()에 서버가 아니라 파일이 내보낸 {given} 이(가) 전달되었습니다.',
      why: '파일이 아무것도 내보내지 않았거나, 객체로 감싸 내보냈거나, 두 파일이 서로를 import해서 준비되기 전에 읽혔습니다.',
      fix: '서버를 내보내고, 가져온 객체에서 꺼내 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_NOT_A_SERVER',
    en: {
      what: 'attach() needs the server that listens, as http.createServer(), https.createServer(), http2.createSecureServer() or app.listen() return it.',
      why: 'What it was given cannot announce an upgrade.',
      fix: 'Write:',
    },
    ko: {
      what: 'attach()에는 listen하는 서버가 필요합니다. http.createServer(), https.createServer(), http2.createSecureServer(), app.listen()이 돌려주는 값입니다.',
      why: '전달된 값은 upgrade를 알릴 수 없습니다.',
      fix: '이렇게 쓰세요:',
    },
  },
  {
    code: 'ERR_ATTACH_TWICE',
    en: {
      what: 'Something is attached to {path} of this server already.',
      why: 'One path has one answer.',
      fix: 'Leave one of the two, with the features of both: attach(server, { features: [chat(), notifications()] }). One that shall stay beside it needs another "path", and a data file of its own.',
    },
    ko: {
      what: '이 서버의 {path} 에는 이미 연결되어 있습니다.',
      why: '한 경로에는 하나만 연결할 수 있습니다.',
      fix: '하나만 남기고 기능을 모으세요: attach(server, { features: [chat(), notifications()] }). 둘 다 필요하면 하나에 다른 "path"와 다른 데이터 파일을 주세요.',
    },
  },
  {
    code: 'ERR_ATTACH_PATH',
    en: {
      what: 'The option "path" cannot be used like this.',
      why: 'A path starts with "/" and does not end with one; "*" is for "onSocket" alone, as features keep their browser files under a path.',
      fix: 'Write path: "/parley", or leave it out.',
    },
    ko: {
      what: '옵션 "path"를 이렇게 쓸 수 없습니다.',
      why: '경로는 "/"로 시작하고 "/"로 끝나지 않습니다. "*"는 "onSocket"과만 쓸 수 있습니다. 기능의 브라우저 파일은 경로 아래에 있기 때문입니다.',
      fix: 'path: "/parley" 라고 쓰거나 빼세요.',
    },
  },
  {
    code: 'ERR_ATTACH_ORIGIN',
    en: {
      what: 'An entry of "origins" is no origin.',
      why: 'Origins are exact: scheme and host, a port if there is one, no path.',
      fix: 'Write it like origins: ["https://app.example"].',
    },
    ko: {
      what: '"origins"에 origin이 아닌 값이 있습니다.',
      why: 'origin은 스킴과 호스트, 있으면 포트까지이고 경로는 없습니다.',
      fix: 'origins: ["https://app.example"] 처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_ATTACH_HOST',
    en: {
      what: 'An entry of "hosts" is no name of a host.',
      why: 'Hosts are names, with or without a port, without a scheme or a path.',
      fix: 'Write it like hosts: ["app.example"].',
    },
    ko: {
      what: '"hosts"에 호스트 이름이 아닌 값이 있습니다.',
      why: '호스트는 스킴과 경로 없이 이름만, 또는 이름과 포트입니다.',
      fix: 'hosts: ["app.example"] 처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_ATTACH_PROXY',
    en: {
      what: 'An entry of "trustedProxies" is no address.',
      why: 'Proxies are believed by their address, a range, or "unix".',
      fix: 'Write it like trustedProxies: ["127.0.0.1", "10.0.0.0/8"].',
    },
    ko: {
      what: '"trustedProxies"에 주소가 아닌 값이 있습니다.',
      why: '프록시는 주소, 주소 범위, 또는 "unix"로 적습니다.',
      fix: 'trustedProxies: ["127.0.0.1", "10.0.0.0/8"] 처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_ATTACH_OPTIONS',
    en: {
      what: 'An option of attach() cannot be used like this.',
      why: 'The message names the option and what it may be.',
      fix: 'Write the line that the message shows.',
    },
    ko: {
      what: 'attach()의 옵션을 이렇게 쓸 수 없습니다.',
      why: '어떤 옵션이고 무엇을 쓸 수 있는지 메시지에 있습니다.',
      fix: '메시지가 보여 주는 줄을 쓰세요.',
    },
  },
  {
    code: 'attach/not-listening',
    en: {
      what: 'The server given to attach() at {attached} does not listen; the one that listens was started at {listening}.',
      why: 'There are two servers for one app, as app.listen() makes its own beside http.createServer(app), and requests come to the one without Parley.',
      fix: 'Where the other one is started, let the attached one listen instead:',
    },
    ko: {
      what: '{attached} 에서 attach()한 서버는 listen하지 않고, {listening} 에서 시작한 다른 서버가 listen하고 있습니다.',
      why: 'app.listen()은 http.createServer(app)과 별개의 서버를 새로 만듭니다. 그래서 요청이 Parley가 없는 서버로 갑니다.',
      fix: '다른 서버를 시작하는 곳에서 attach()한 서버가 listen하게 하세요:',
    },
  },
  {
    code: 'attach/never-listens',
    en: {
      what: 'The program ends here, as the server given to attach() at {attached} does not listen and nothing else keeps it running.',
      why: 'A server has no port until listen() is called; http.createServer() does not call it. After close() it has none any more.',
      fix: 'Let it listen:',
    },
    ko: {
      what: '{attached} 에서 attach()한 서버가 listen하지 않아서 프로그램이 바로 끝났습니다.',
      why: 'listen()을 부르기 전에는 서버에 포트가 없습니다. http.createServer()는 listen()을 부르지 않습니다. close()한 뒤에도 마찬가지입니다.',
      fix: '서버가 listen하게 하세요:',
    },
  },
  {
    code: 'attach/other-server',
    en: {
      what: 'A WebSocket came to the server of {asked}, where nothing is attached; attach() at {attached} is on port {port}.',
      why: 'This program has more than one server, and the client called the other one.',
      fix: 'Connect to port {port}, or attach to the server that the client calls.',
    },
    ko: {
      what: '{asked} 의 서버로 웹소켓 요청이 왔지만 그 서버에는 아무것도 연결되어 있지 않습니다. {attached} 의 attach()는 포트 {port} 에 있습니다.',
      why: '이 프로그램에는 서버가 둘 이상이고, 클라이언트가 다른 서버로 접속했습니다.',
      fix: '포트 {port} 로 접속하거나, 클라이언트가 접속하는 서버에 attach하세요.',
    },
  },
  {
    code: 'attach/two-upgrade-listeners',
    en: {
      what: 'Several WebSocket servers answer on this port, and at least one of them answers every request: {listeners}.',
      why: 'A server of "ws" with the option "server" answers 400 to each path that is not its own, into the connection of the other one. Only paths of Parley are safe from it.',
      fix: 'Leave one of them, or make the ones of "ws" with noServer: true and choose by path in one listener.',
    },
    ko: {
      what: '이 포트에서 웹소켓 서버 여럿이 답하고, 그중 하나는 모든 요청에 답합니다: {listeners}.',
      why: '"server" 옵션으로 만든 "ws" 서버는 자기 경로가 아닌 요청에도 400을 써서 다른 서버의 연결을 망가뜨립니다. Parley의 경로만 안전합니다.',
      fix: '하나만 남기거나, "ws" 서버를 noServer: true 로 만들고 한 곳에서 경로로 고르세요.',
    },
  },
  {
    code: 'attach/every-path-taken',
    en: {
      what: 'Parley takes the upgrades of every path, so that others on this server get none: {others}.',
      why: 'With path "*" everything that is no other attach() comes to onSocket, also what a dev server needs to reload pages.',
      fix: 'Give Parley a path of its own: path: "/socket".',
    },
    ko: {
      what: 'Parley가 모든 경로의 upgrade를 받아서 이 서버의 다른 쪽은 하나도 받지 못합니다: {others}.',
      why: 'path "*"이면 다른 attach()의 경로를 뺀 모든 요청이 onSocket으로 옵니다. 개발 서버의 새로고침용 웹소켓도 마찬가지입니다.',
      fix: 'Parley에 경로를 주세요: path: "/socket".',
    },
  },
  {
    code: 'attach/upgrade-unanswered',
    en: {
      what: 'Nobody answered an upgrade within {seconds} s that was left to {listeners}.',
      why: 'The listener knows the path and waits for something that never comes (an await without a catch), or it does not know it and says nothing.',
      fix: 'Let that listener answer or destroy the socket in every case.',
    },
    ko: {
      what: '{listeners} 에 맡긴 upgrade 요청에 {seconds}초 동안 아무도 답하지 않았습니다.',
      why: '그 리스너가 오지 않을 것을 기다리고 있거나(catch 없는 await), 모르는 경로라서 아무 말도 하지 않았습니다.',
      fix: '그 리스너가 어떤 경우에도 답하거나 소켓을 끊게 하세요.',
    },
  },
  {
    code: 'attach/port-taken-here',
    en: {
      what: 'Port {port} is used already by this same program, at {by}.',
      why: 'Two servers of one program were to listen on one port.',
      fix: 'Attach to the server that listens already, instead of opening the port a second time.',
    },
    ko: {
      what: '포트 {port} 는 이 프로그램의 {by} 에서 이미 쓰고 있습니다.',
      why: '한 프로그램의 두 서버가 같은 포트에서 listen하려고 했습니다.',
      fix: '포트를 다시 열지 말고 이미 listen하는 서버에 attach하세요.',
    },
  },
  {
    code: 'attach/port-taken',
    en: {
      what: 'Port {port} is used already by another program.',
      why: 'Often it is this server itself, started earlier and still running in another terminal.',
      fix: 'Stop the other one, or listen on another port.',
    },
    ko: {
      what: '포트 {port} 는 다른 프로그램이 이미 쓰고 있습니다.',
      why: '전에 시작해서 다른 터미널에서 아직 돌고 있는 이 서버일 때가 많습니다.',
      fix: '그 프로그램을 끄거나 다른 포트에서 listen하세요.',
    },
  },
  {
    code: 'attach/tls-on-plain-port',
    en: {
      what: 'A client spoke TLS to port {port}, which does not: it used wss:// or https://.',
      why: 'A server of node:http has no certificate, so it cannot read what is encrypted.',
      fix: 'Use ws://, or put TLS in front: https.createServer({ key, cert }, app).',
    },
    ko: {
      what: '클라이언트가 TLS가 없는 포트 {port} 에 TLS로 접속했습니다. 주소가 wss:// 나 https:// 입니다.',
      why: 'node:http 서버에는 인증서가 없어서 암호화된 내용을 읽을 수 없습니다.',
      fix: 'ws:// 를 쓰거나 앞에 TLS를 두세요: https.createServer({ key, cert }, app).',
    },
  },
  {
    code: 'attach/plain-on-tls-port',
    en: {
      what: 'A client spoke plain HTTP to port {port}, which speaks TLS: it used ws:// or http://.',
      why: 'A server of node:https reads nothing that is not encrypted.',
      fix: 'Use wss:// with this port.',
    },
    ko: {
      what: '클라이언트가 TLS 포트 {port} 에 암호화 없이 접속했습니다. 주소가 ws:// 나 http:// 입니다.',
      why: 'node:https 서버는 암호화되지 않은 내용을 읽지 않습니다.',
      fix: '이 포트에는 wss:// 를 쓰세요.',
    },
  },
  {
    code: 'attach/functions-hosting',
    en: {
      what: 'This runs on {host}, which ends the process after each request: no WebSocket can stay open here.',
      why: 'A WebSocket needs a process that stays for as long as the page is open.',
      fix: 'Run the server where processes stay: a container, a virtual machine, or a host for long-running Node servers.',
    },
    ko: {
      what: '{host} 에서 실행 중입니다. 요청마다 프로세스가 끝나므로 웹소켓을 열어 둘 수 없습니다.',
      why: '웹소켓에는 페이지가 열려 있는 동안 살아 있는 프로세스가 필요합니다.',
      fix: '프로세스가 계속 살아 있는 곳에서 실행하세요: 컨테이너, 가상 머신, 또는 Node 서버 호스팅.',
    },
  },
  {
    code: 'attach/several-processes',
    en: {
      what: 'This is one of several processes ({by}): what is sent to all sockets reaches only those of this one.',
      why: 'Each process has sockets of its own, and nothing carries messages between them.',
      fix: 'Run one process, or bring messages to the others yourself.',
    },
    ko: {
      what: '여러 프로세스 가운데 하나입니다({by}). 모두에게 보내도 이 프로세스의 소켓에만 전달됩니다.',
      why: '프로세스마다 소켓이 따로 있고, 그 사이에 메시지를 나르는 것이 없습니다.',
      fix: '프로세스를 하나만 실행하거나, 다른 프로세스로 메시지를 직접 전달하세요.',
    },
  },
  {
    code: 'attach/session-unused',
    en: {
      what: 'The app has sessions, but attach() at {attached} has no "authenticate": everybody who connects is a guest.',
      why: 'Middleware does not run for upgrades, so neither req.session nor req.user is there.',
      fix: 'Say who is calling: authenticate(request) reads the cookie of the session and returns { id, name }.',
    },
    ko: {
      what: '앱에 세션이 있지만 {attached} 의 attach()에 "authenticate"가 없습니다. 접속하는 사람은 모두 손님입니다.',
      why: 'upgrade 요청에는 미들웨어가 실행되지 않아서 req.session도 req.user도 없습니다.',
      fix: '누구인지 알려 주세요: authenticate(request)에서 세션 쿠키를 읽어 { id, name }을 돌려주면 됩니다.',
    },
  },
  {
    code: 'attach/socket-io-client',
    en: {
      what: 'A Socket.IO client (EIO={version}) calls this server, which has no Socket.IO.',
      why: 'Socket.IO speaks a protocol of its own on top of WebSocket, and asks for /socket.io/ first.',
      fix: "In the page use new WebSocket() with the path {paths}, or connect() of '@parley/client', instead of io().",
    },
    ko: {
      what: 'Socket.IO 클라이언트(EIO={version})가 접속하고 있지만 이 서버에는 Socket.IO가 없습니다.',
      why: 'Socket.IO는 웹소켓 위에서 자기만의 프로토콜을 쓰고, 먼저 /socket.io/ 에 요청합니다.',
      fix: "페이지에서 io() 대신 {paths} 경로로 new WebSocket()을 쓰거나 '@parley/client'의 connect()를 쓰세요.",
    },
  },
]
