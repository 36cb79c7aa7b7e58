import type { Entry } from '../../entry.ts'

/** Why no connection to a host came about, up to and through a proxy. */
export const network: readonly Entry[] = [
  {
    code: 'connect/name-not-found',
    en: {
      what: 'No machine has the name in the URL.',
      why: 'The name server answered that there is no such host. It is misspelt, not published yet, or known only inside another network, as names of containers are.',
      fix: 'Check the host in the URL; in Docker use the name of the service from the same network.',
    },
    ko: {
      what: 'URL에 있는 이름의 호스트가 없습니다.',
      why: 'DNS 서버가 그런 호스트가 없다고 응답했습니다. 이름이 틀렸거나, 아직 등록되지 않았거나, 컨테이너 이름처럼 다른 네트워크 안에서만 쓰이는 이름입니다.',
      fix: 'URL의 호스트를 확인하세요. Docker에서는 같은 네트워크에 있는 서비스의 이름을 쓰세요.',
    },
  },
  {
    code: 'connect/name-unavailable',
    en: {
      what: 'The name in the URL could not be looked up.',
      why: 'No name server answered, so nobody knows whether the host exists: this machine has no network, or its resolver is down.',
      fix: 'Check the network and the name servers of this machine, then try again.',
    },
    ko: {
      what: 'URL에 있는 이름을 조회할 수 없었습니다.',
      why: '응답한 DNS 서버가 없어 호스트가 있는지 알 수 없습니다. 네트워크가 끊겼거나 리졸버가 동작하지 않습니다.',
      fix: '이 컴퓨터의 네트워크와 DNS 설정을 확인한 뒤 다시 시도하세요.',
    },
  },
  {
    code: 'connect/refused',
    en: {
      what: 'Nothing listens at that address and port.',
      why: 'The machine answered and refused. The server is not started, listens on another port, or listens on 127.0.0.1 while you come from outside, or on only one of IPv4 and IPv6.',
      fix: 'Start the server and compare its port with the URL; to be reached from outside it listens on 0.0.0.0 or ::.',
    },
    ko: {
      what: '그 주소와 포트에서 연결을 받는(listen) 서버가 없습니다.',
      why: '호스트가 연결을 거부했습니다. 서버가 떠 있지 않거나, 다른 포트를 쓰거나, 외부에서 접속하는데 서버는 127.0.0.1에서만 listen하거나, IPv4와 IPv6 중 한쪽에서만 listen합니다.',
      fix: '서버를 띄우고 포트를 URL과 비교하세요. 외부에서 접속하려면 0.0.0.0이나 ::에서 listen하게 하세요.',
    },
  },
  {
    code: 'connect/unreachable',
    en: {
      what: 'No way leads from here to that address.',
      why: 'The system has no route: no network, a VPN that is down, IPv6 where there is none, or a firewall that says so.',
      fix: 'Check the network or VPN of this machine; where only IPv6 fails, set family: 4.',
    },
    ko: {
      what: '여기서 그 주소로 가는 경로가 없습니다.',
      why: '네트워크가 없거나, VPN이 끊겼거나, IPv6가 없는 곳에서 IPv6를 썼거나, 방화벽이 막았습니다.',
      fix: '이 컴퓨터의 네트워크나 VPN을 확인하고, IPv6만 안 된다면 family: 4로 지정하세요.',
    },
  },
  {
    code: 'connect/failed',
    en: {
      what: "The connection failed for another reason of the system's.",
      why: "The message has the system's word for it, such as ECONNRESET, EADDRNOTAVAIL or EMFILE.",
      fix: 'Act on the word of the system in the message: a localAddress that this machine does not have, too many open files, or a peer that hung up at once.',
    },
    ko: {
      what: '시스템의 다른 이유로 연결에 실패했습니다.',
      why: 'ECONNRESET, EADDRNOTAVAIL, EMFILE처럼 시스템이 알려 준 코드가 메시지에 들어 있습니다.',
      fix: '메시지에 나온 시스템 코드에 맞게 조치하세요. 이 컴퓨터에 없는 localAddress, 너무 많이 열린 파일, 곧바로 끊은 상대 등이 원인입니다.',
    },
  },
  {
    code: 'connect/timeout',
    en: {
      what: 'There was no WebSocket within handshakeTimeoutMs.',
      why: 'step says where it stood still: before tcp a firewall mostly drops packets silently; at http the server took the connection and never answered the upgrade.',
      fix: "Look at the place that step names: the firewall and port for tcp, the server's upgrade handler for http; raise handshakeTimeoutMs for a slow network.",
    },
    ko: {
      what: 'handshakeTimeoutMs 안에 WebSocket이 열리지 않았습니다.',
      why: 'step을 보면 어디서 멈췄는지 알 수 있습니다. tcp라면 대개 방화벽이 패킷을 조용히 버린 것이고, http라면 서버가 연결을 받고도 업그레이드에 응답하지 않은 것입니다.',
      fix: 'step이 가리키는 곳을 확인하세요. tcp는 방화벽과 포트, http는 서버의 upgrade 핸들러입니다. 네트워크가 느리다면 handshakeTimeoutMs를 늘리세요.',
    },
  },
  {
    code: 'connect/proxy-answer',
    en: {
      what: 'What answered in the place of the proxy is no HTTP proxy.',
      why: 'It did not answer CONNECT in HTTP, closed the connection, or sent a head that is too large. Often it is a SOCKS proxy or another port.',
      fix: 'Check proxy of connectSocket: it is the http: or https: address of a proxy that knows CONNECT.',
    },
    ko: {
      what: '프록시 주소에서 응답한 것이 HTTP 프록시가 아닙니다.',
      why: 'CONNECT에 HTTP로 응답하지 않았거나, 연결을 끊었거나, 너무 큰 헤더를 보냈습니다. SOCKS 프록시이거나 포트가 다른 경우가 많습니다.',
      fix: 'connectSocket의 proxy를 확인하세요. CONNECT를 지원하는 프록시의 http: 또는 https: 주소여야 합니다.',
    },
  },
  {
    code: 'connect/proxy-credentials',
    en: {
      what: 'The proxy wants to know who asks (407).',
      why: 'No user and password were given for it, or they are wrong.',
      fix: "Put user and password into the proxy's URL, percent-encoded: proxy: 'http://user:password@proxy.example:3128'.",
    },
    ko: {
      what: '프록시가 인증을 요구합니다(407).',
      why: '프록시의 사용자 이름과 비밀번호를 주지 않았거나 틀렸습니다.',
      fix: "proxy: 'http://user:password@proxy.example:3128'처럼 사용자 이름과 비밀번호를 퍼센트 인코딩해서 프록시 URL에 넣으세요.",
    },
  },
  {
    code: 'connect/proxy-refused',
    en: {
      what: 'The proxy does not let this connection through.',
      why: 'It answered CONNECT with a status of its own; status and body of the error say why. Many proxies allow port 443 only.',
      fix: 'Ask whoever runs the proxy to allow that host and port, or connect with wss: on 443.',
    },
    ko: {
      what: '프록시가 이 연결을 허용하지 않습니다.',
      why: '프록시가 CONNECT에 자체 상태 코드로 응답했고, 이유는 오류의 status와 body에 있습니다. 443 포트만 허용하는 프록시가 많습니다.',
      fix: '프록시 관리자에게 그 호스트와 포트를 열어 달라고 하거나, wss:로 443 포트에 연결하세요.',
    },
  },
]
