/**
 * What pages find out about a failed connection, in Korean: what happened, and what whoever builds the page can do. In English the client says
 * it. `{name}` stands for a value of the reason.
 */
export const failuresInKorean: { readonly [code: string]: readonly [what: string, fix: string] } = {
  'page/mixed-content': [
    '이 페이지는 https로 열렸기 때문에 브라우저가 {url} 사용을 막습니다.',
    'wss://{host} 로 연결하고, 그 서버나 앞단 프록시에 TLS를 설정하세요.',
  ],
  'page/csp': [
    '이 페이지의 콘텐츠 보안 정책(CSP)이 {url} 을 허용하지 않습니다.',
    "정책이 이미 허용한 것은 그대로 두고 {source} 를 추가하세요: connect-src 'self' {source}",
  ],
  'page/may-not-ask': [
    '이 페이지의 콘텐츠 보안 정책(CSP) 때문에 {url} 이 왜 실패했는지 {origin} 에 물을 수 없습니다.',
    '개발하는 동안에는 정책의 connect-src에 {origin} 을 추가하세요.',
  ],
  'page/offline': ['브라우저가 네트워크가 없다고 합니다.', '이 기기를 네트워크에 연결하면 페이지가 저절로 이어집니다.'],
  'page/no-server': [
    '{origin} 에서 아무것도 응답하지 않습니다.',
    '서버를 시작하거나 connect()에 준 호스트와 포트를 바로잡으세요.',
  ],
  'page/no-trusted-server': [
    '브라우저가 신뢰할 수 있는 응답이 {origin} 에서 오지 않습니다.',
    '새 탭에서 {origin} 을 열어 보세요. 서버가 꺼져 있는지 인증서가 문제인지 브라우저가 알려 줍니다.',
  ],
  'page/needs-wss': ['{host} 의 서버는 TLS를 쓰는데 {url} 은 쓰지 않습니다.', 'wss://{host} 로 연결하세요.'],
  'page/not-tls': [
    '{host} 의 서버는 TLS를 쓰지 않는데 {url} 은 씁니다.',
    'ws://{host} 로 연결하거나 서버 앞에 TLS를 두세요.',
  ],
  'page/no-answer': [
    '{origin} 에서 {seconds}초 안에 응답이 오지 않았습니다.',
    '그 서버가 멈춰 있는지, 방화벽이 막고 있는지 확인하세요.',
  ],
  'page/not-attached': [
    '{origin} 에서 서버가 응답하지만 {path} 에 Parley가 없습니다 (HTTP {status}).',
    '그곳에서 듣고 있는 http.Server로 attach(server)를 호출하거나, Parley가 붙은 서버의 주소를 connect()에 주세요.',
  ],
  'page/bad-gateway': [
    '{origin} 의 프록시가 {status} 로 응답합니다. 뒤에 있는 서버에 닿지 못합니다.',
    '뒤에 있는 서버를 시작하거나 프록시가 {path} 를 넘기는 주소를 바로잡으세요.',
  ],
  'page/socket-io': [
    '{origin} 에서 Socket.IO 서버가 응답하고 Parley는 없습니다.',
    'Parley 서버의 주소를 connect()에 주거나, 이 서버에는 socket.io-client를 쓰세요.',
  ],
  'page/redirected': [
    '{url} 은 {target} 으로 넘겨지는데 브라우저는 웹소켓의 리디렉션을 따라가지 않습니다.',
    '{target} 으로 연결하세요.',
  ],
  'page/not-forwarded': [
    '{origin} 에서 HTTP에 응답하는 Parley에 이 웹소켓이 도착하지 않았습니다.',
    '프록시가 {path} 의 Upgrade와 Connection 헤더를 넘기게 하고, 다른 업그레이드 리스너가 그 경로에 응답하지 않게 하세요. 뒤에 서버가 여럿이면 한 방문자는 한 서버로 보내세요.',
  ],
  'page/blocked': [
    '브라우저가 {ms} ms 만에 스스로 {url} 을 거부했습니다.',
    '이 브라우저의 확장 프로그램이나 정책이 웹소켓을 막는지 확인하세요.',
  ],
  'page/another-server': [
    '{url} 에서 웹소켓 서버가 응답하지만 Parley가 아닙니다.',
    'attach(server, { path })로 Parley에 자기 경로를 주고, 다른 서버는 그 경로를 건드리지 않게 하세요.',
  ],
  'page/destroy-upgrade': [
    '같은 서버의 Socket.IO가 {ms} ms 뒤에 이 연결을 끊었습니다.',
    'Socket.IO의 옵션에 destroyUpgrade: false 를 주세요.',
  ],
  'page/cut': [
    '서버가 이 연결을 받아들였지만 {ms} ms 뒤에 무언가가 끊었습니다.',
    '그 서버의 다른 업그레이드 리스너와 앞단 프록시가 {path} 를 건드리지 않게 하세요.',
  ],
  'page/idle-limit': [
    '연결 {count}개가 연달아 마지막 메시지 {seconds}초 뒤에 끊겼습니다. 중간에 유휴 시간 제한이 있습니다.',
    '그 제한을 늘리거나(nginx: proxy_read_timeout, HAProxy: timeout tunnel) attach(server, { heartbeatMs })를 그보다 짧게 하세요.',
  ],
  'page/strict-mode': [
    '연결이 만들어진 지 {ms} ms 만에, 열리기 전에 닫혔습니다. 개발 중 React의 StrictMode가 이렇게 합니다.',
    '아무것도 하지 않아도 됩니다. @parley/react를 쓰면 연결이 그대로 남습니다.',
  ],
  'page/two-connections': [
    '이 페이지에는 같은 사람으로 {url} 에 연결이 {count}개 있어서 메시지마다 그만큼 옵니다.',
    '페이지 전체에 연결을 하나만 두고, 새로 만들기 전에 close()를 호출하세요.',
  ],
}
