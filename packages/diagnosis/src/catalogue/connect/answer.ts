import type { Entry } from '../../entry.ts'

/** Why TLS or the server's answer led to no WebSocket. */
export const answers: readonly Entry[] = [
  {
    code: 'connect/certificate',
    en: {
      what: 'The certificate of the server cannot be accepted.',
      why: "It is not untrusted, over or for other names, but wrong for another reason, such as its purpose or a signature; the message has OpenSSL's word.",
      fix: 'Give the server a certificate made for servers, with its whole chain.',
    },
    ko: {
      what: '서버의 인증서를 받아들일 수 없습니다.',
      why: '신뢰, 기한, 이름이 아니라 용도나 서명 같은 다른 문제입니다. OpenSSL이 알려 준 코드가 메시지에 들어 있습니다.',
      fix: '서버용으로 발급된 인증서를 체인 전체와 함께 설치하세요.',
    },
  },
  {
    code: 'connect/certificate-date',
    en: {
      what: 'The certificate of the server has expired, or is not valid yet.',
      why: 'It was not renewed, or the clock of this machine is wrong.',
      fix: 'Renew the certificate there, or correct the clock here.',
    },
    ko: {
      what: '서버의 인증서가 만료되었거나 아직 유효하지 않습니다.',
      why: '인증서를 갱신하지 않았거나 이 컴퓨터의 시계가 틀립니다.',
      fix: '서버에서 인증서를 갱신하거나 이 컴퓨터의 시계를 맞추세요.',
    },
  },
  {
    code: 'connect/certificate-name',
    en: {
      what: 'The certificate of the server is for other names than the one in the URL.',
      why: 'You connect by an IP address or an alias, or the server shows the certificate of another site; the message lists the names.',
      fix: "Connect by a name that the certificate is for, or say which to expect: tls: { servername: '…' }.",
    },
    ko: {
      what: '서버의 인증서가 URL에 있는 이름과 다른 이름으로 발급되었습니다.',
      why: 'IP 주소나 별칭으로 접속했거나, 서버가 다른 사이트의 인증서를 보냅니다. 인증서의 이름은 메시지에 나와 있습니다.',
      fix: "인증서에 있는 이름으로 접속하거나, tls: { servername: '…' }로 확인할 이름을 지정하세요.",
    },
  },
  {
    code: 'connect/certificate-untrusted',
    en: {
      what: 'Nobody whom this process trusts vouches for the certificate of the server.',
      why: "It is self-signed, of a company's own authority, or sent without its intermediate certificates; browsers fetch those and Node does not.",
      fix: "Install the whole chain at the server, or give its issuer: tls: { ca: readFileSync('ca.pem') }.",
    },
    ko: {
      what: '서버의 인증서를 이 프로세스가 신뢰하는 인증 기관이 발급하지 않았습니다.',
      why: '자체 서명되었거나, 사내 인증 기관이 발급했거나, 중간 인증서 없이 왔습니다. 중간 인증서는 브라우저가 찾아 주지만 Node는 그렇지 않습니다.',
      fix: "서버에 체인 전체를 설치하거나, tls: { ca: readFileSync('ca.pem') }으로 발급 기관을 지정하세요.",
    },
  },
  {
    code: 'connect/not-tls',
    en: {
      what: 'The URL says wss:, and the port speaks plain text.',
      why: 'The server has no TLS on this port: it does not use https, or TLS ends at a proxy on another port.',
      fix: 'Use ws: for this port, or connect to the port that has TLS.',
    },
    ko: {
      what: 'URL은 wss:인데 포트는 TLS를 쓰지 않습니다.',
      why: '서버가 이 포트에서 https를 쓰지 않거나, 다른 포트의 프록시가 TLS를 처리합니다.',
      fix: '이 포트에는 ws:를 쓰거나, TLS를 쓰는 포트로 연결하세요.',
    },
  },
  {
    code: 'connect/speaks-tls',
    en: {
      what: 'The URL says ws:, and the port speaks TLS.',
      why: 'The server answered that it wants HTTPS on this port.',
      fix: 'Use wss: instead of ws: in the URL.',
    },
    ko: {
      what: 'URL은 ws:인데 포트는 TLS를 씁니다.',
      why: '서버가 이 포트에서는 HTTPS로 접속해야 한다고 응답했습니다.',
      fix: 'URL의 ws:를 wss:로 바꾸세요.',
    },
  },
  {
    code: 'connect/tls-failed',
    en: {
      what: 'TLS with the server did not come about.',
      why: 'There is no common version or cipher, the server wants a certificate of yours, or it hung up during the handshake.',
      fix: 'Give cert and key in tls if the message asks for them; otherwise check that this port speaks TLS 1.2 or later.',
    },
    ko: {
      what: '서버와 TLS 연결을 맺지 못했습니다.',
      why: '공통으로 지원하는 버전이나 암호가 없거나, 서버가 클라이언트 인증서를 요구하거나, 핸드셰이크 중에 연결을 끊었습니다.',
      fix: '메시지가 인증서를 요구하면 tls에 cert와 key를 주고, 아니라면 이 포트가 TLS 1.2 이상을 쓰는지 확인하세요.',
    },
  },
  {
    code: 'connect/head-too-large',
    en: {
      what: "The head of the server's answer is larger than 16 384 bytes.",
      why: 'Its headers, mostly cookies, are more than a handshake needs.',
      fix: 'Let the server send fewer or smaller headers on the answer to the upgrade.',
    },
    ko: {
      what: '서버 응답의 헤더가 16,384바이트를 넘습니다.',
      why: '대개 쿠키 때문에 헤더가 핸드셰이크에 필요한 것보다 훨씬 큽니다.',
      fix: '업그레이드 응답에 붙는 헤더를 줄이세요.',
    },
  },
  {
    code: 'connect/no-answer',
    en: {
      what: 'The server closed the connection before it had answered.',
      why: 'It took the TCP connection and hung up on the upgrade: no upgrade handler is there, its process ended, or a proxy does not know WebSocket.',
      fix: 'Look at the log of the server and the proxy at that time, and attach Parley to the server that listens there.',
    },
    ko: {
      what: '서버가 응답하기 전에 연결을 닫았습니다.',
      why: 'TCP 연결은 받았지만 업그레이드 요청에서 끊었습니다. upgrade 핸들러가 없거나, 프로세스가 죽었거나, 프록시가 WebSocket을 지원하지 않습니다.',
      fix: '그 시각의 서버와 프록시 로그를 확인하고, 그 포트에서 실제로 listen하는 서버에 Parley를 attach하세요.',
    },
  },
  {
    code: 'connect/not-http',
    en: {
      what: 'What answered does not speak HTTP.',
      why: 'The port belongs to something else, such as SSH, a database or a mail server.',
      fix: 'Check the port in the URL.',
    },
    ko: {
      what: '응답한 것이 HTTP 서버가 아닙니다.',
      why: 'SSH, 데이터베이스, 메일 서버처럼 다른 프로그램이 쓰는 포트입니다.',
      fix: 'URL의 포트를 확인하세요.',
    },
  },
  {
    code: 'connect/redirected',
    en: {
      what: "The server's answer points elsewhere.",
      why: 'It redirects to https, to a path with a slash, or to a page for signing in. WebSockets follow no redirects, and headers meant for one server must not reach another.',
      fix: 'Use the address that the message names, or sign in first.',
    },
    ko: {
      what: '서버가 다른 주소로 리다이렉트했습니다.',
      why: 'https, 슬래시가 붙은 경로, 로그인 페이지 등으로 보냅니다. WebSocket은 리다이렉트를 따라가지 않으며, 한 서버에 보낼 헤더가 다른 서버로 새어 나가면 안 됩니다.',
      fix: '메시지에 나온 주소를 쓰거나 먼저 로그인하세요.',
    },
  },
  {
    code: 'connect/status',
    en: {
      what: 'The server answered the upgrade with an HTTP status instead of 101.',
      why: 'A server of Parley says its reason as refusal.code of the error; from others, 404 is mostly a wrong path, 400 or 426 a proxy that lost the Upgrade header, 401 or 403 a sign-in or Origin that is wanted, 502 a server that is down.',
      fix: 'Do what refusal.fix says; otherwise go by the status and body in the error.',
    },
    ko: {
      what: '서버가 업그레이드에 101이 아닌 HTTP 상태 코드로 응답했습니다.',
      why: 'Parley 서버라면 오류의 refusal.code에 이유가 있습니다. 다른 서버라면 404는 대개 경로가 틀린 것, 400이나 426은 프록시가 Upgrade 헤더를 없앤 것, 401이나 403은 로그인이나 Origin 문제, 502는 서버가 죽은 것입니다.',
      fix: 'refusal.fix가 있으면 그대로 하고, 없으면 오류의 status와 body를 보고 조치하세요.',
    },
  },
]
