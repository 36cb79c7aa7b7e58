import type { Entry } from '../../entry.ts'

/** What concerns a whole session, the server or its store. */
export const session: readonly Entry[] = [
  {
    code: 'store-unavailable',
    en: {
      what: 'The store could not write, so nothing was changed.',
      why: 'The data file or its disk did not answer. Clients of ours send the same command again by themselves; it takes effect once.',
      fix: "Look at the server's log for the ERR_STORE_… behind it, and send it again later.",
    },
    ko: {
      what: '스토어에 쓸 수 없어 아무것도 바뀌지 않았습니다.',
      why: '데이터 파일이나 디스크가 응답하지 않았습니다. 기본 클라이언트는 같은 명령을 자동으로 다시 보내며, 한 번만 반영됩니다.',
      fix: '서버 로그에서 원인이 된 ERR_STORE_… 코드를 확인하고 나중에 다시 보내세요.',
    },
  },
  {
    code: 'store-full',
    en: {
      what: 'The server has no room left to store, so nothing was changed.',
      why: 'Its disk, quota or maxBytes is used up. Reading goes on, and the command can be sent again unchanged.',
      fix: "Free space on the server's disk, or raise maxBytes of the store.",
    },
    ko: {
      what: '서버에 저장할 공간이 없어 아무것도 바뀌지 않았습니다.',
      why: '디스크나 할당량, maxBytes를 모두 썼습니다. 읽기는 계속되고, 같은 명령을 그대로 다시 보낼 수 있습니다.',
      fix: '서버의 디스크 공간을 확보하거나 스토어의 maxBytes를 늘리세요.',
    },
  },
  {
    code: 'internal',
    en: {
      what: 'The server failed at this, and logged why.',
      why: 'Code of the app or of a feature threw: decide, a fold, authenticate, or a hook. Clients are not told what, since it may hold secrets.',
      fix: "Read the error in the server's log at that time, and mend the line that it names.",
    },
    ko: {
      what: '서버가 이 요청을 처리하다 실패했고, 이유를 로그에 남겼습니다.',
      why: '앱이나 기능의 코드(decide, fold, authenticate, 훅 등)에서 예외가 났습니다. 비밀이 들어 있을 수 있어 클라이언트에는 내용을 알리지 않습니다.',
      fix: '서버 로그에서 그 시각의 오류를 찾아 해당하는 줄을 고치세요.',
    },
  },
  {
    code: 'protocol-version',
    en: {
      what: 'The client speaks a version of the protocol that this server does not.',
      why: 'hello named another protocol than 1. The connection is closed with 4502 and clients do not come back by themselves.',
      fix: 'Update the older of the two, client or server; a client of your own sends "protocol": 1.',
    },
    ko: {
      what: '클라이언트가 이 서버에서 지원하지 않는 버전의 프로토콜을 씁니다.',
      why: 'hello의 protocol이 1이 아닙니다. 연결은 4502로 닫히고 클라이언트는 자동으로 다시 연결하지 않습니다.',
      fix: '클라이언트와 서버 중 오래된 쪽을 업데이트하세요. 직접 만든 클라이언트라면 "protocol": 1을 보내세요.',
    },
  },
  {
    code: 'unauthenticated',
    en: {
      what: 'The server wants to know who this is, and the answer was no.',
      why: 'There was no session cookie and no token, or the token is wrong, of another issuer or audience, or signed with another key. A socket is closed with 4501; over HTTP it is 401.',
      fix: 'Sign in first, then connect; give connect() a token function, or make sure that the cookie is sent to this host.',
    },
    ko: {
      what: '서버가 사용자를 확인해야 하는데 확인할 수 없었습니다.',
      why: '세션 쿠키도 토큰도 없었거나, 토큰이 틀렸거나, 발급자나 대상이 다르거나, 다른 키로 서명되었습니다. 소켓은 4501로 닫히고 HTTP에서는 401입니다.',
      fix: '먼저 로그인한 뒤 연결하세요. connect()에 token 함수를 주거나, 이 호스트로 쿠키가 전송되는지 확인하세요.',
    },
  },
  {
    code: 'token-expiring',
    en: {
      what: 'The token of this session ends soon.',
      why: 'The server says so a minute before its end, or at half of its time, so that it can be renewed without a reconnect.',
      fix: 'Send authenticate with a new token; connect({ token: async () => … }) does it by itself.',
    },
    ko: {
      what: '이 세션의 토큰이 곧 만료됩니다.',
      why: '다시 연결하지 않고 갱신할 수 있도록, 만료 1분 전이나 유효 기간의 절반이 지났을 때 서버가 알려 줍니다.',
      fix: '새 토큰으로 authenticate를 보내세요. connect({ token: async () => … })를 쓰면 자동으로 갱신합니다.',
    },
  },
  {
    code: 'token-expired',
    en: {
      what: 'The time of the token is over.',
      why: 'It was not renewed in time, or the clocks of issuer and server differ. The connection is closed with 4010, and clients come back with a new one.',
      fix: 'Let the token function of connect() fetch a fresh token each time; for clocks that differ raise clockToleranceMs of jwt().',
    },
    ko: {
      what: '토큰이 만료되었습니다.',
      why: '제때 갱신하지 못했거나 발급 서버와 이 서버의 시계가 다릅니다. 연결은 4010으로 닫히고, 클라이언트는 새 토큰으로 다시 연결합니다.',
      fix: 'connect()의 token 함수가 매번 새 토큰을 받아 오게 하세요. 시계가 다르다면 jwt()의 clockToleranceMs를 늘리세요.',
    },
  },
  {
    code: 'revoked',
    en: {
      what: "The server's owner took this user's access away.",
      why: 'parley.revoke(userId) was called; tokens from before that moment count no more, and the connection is closed with 4501.',
      fix: 'If it was a mistake, call parley.restore(userId), and let the user sign in again.',
    },
    ko: {
      what: '서버 운영자가 이 사용자의 접근 권한을 거두었습니다.',
      why: 'parley.revoke(userId)가 호출되었습니다. 그 전에 발급된 토큰은 더 이상 유효하지 않고 연결은 4501로 닫힙니다.',
      fix: '실수였다면 parley.restore(userId)를 호출하고 사용자가 다시 로그인하게 하세요.',
    },
  },
  {
    code: 'too-many-sockets',
    en: {
      what: 'This user has as many sockets as one user may.',
      why: 'Many tabs do that, and so do a page that connects anew with each render and sockets that are never closed. The connection is closed with 1013.',
      fix: 'Share one connection in the page and close it when it goes; raise maxSocketsPerUser of attach where so many are right.',
    },
    ko: {
      what: '이 사용자가 열 수 있는 소켓 수를 모두 썼습니다.',
      why: '탭을 많이 열었거나, 렌더링할 때마다 새로 연결하거나, 소켓을 닫지 않으면 이 오류가 납니다. 연결은 1013으로 닫힙니다.',
      fix: '페이지에서 연결 하나를 함께 쓰고 떠날 때 닫으세요. 그만큼 필요하다면 attach의 maxSocketsPerUser를 늘리세요.',
    },
  },
  {
    code: 'draining',
    en: {
      what: 'The server is going away, and takes nothing new.',
      why: 'It is being restarted or scaled down: parley.close() or a signal told it to end. Each client gets its own time to return.',
      fix: 'Do nothing in a page, it returns by itself; a program waits for retryAfterMs or Retry-After and sends again.',
    },
    ko: {
      what: '서버가 종료 중이어서 새 요청을 받지 않습니다.',
      why: '재시작하거나 서버 수를 줄이는 중입니다. parley.close()나 SIGTERM 같은 신호로 종료가 시작되었고, 클라이언트마다 다시 연결할 시각을 따로 받습니다.',
      fix: '페이지는 자동으로 다시 연결되므로 할 일이 없습니다. 프로그램은 retryAfterMs나 Retry-After만큼 기다렸다가 다시 보내세요.',
    },
  },
  {
    code: 'hello-timeout',
    en: {
      what: 'A socket was opened, and no first message came in time.',
      why: 'The server waits helloTimeoutMs for it, 10 seconds unless set. A page that opens the socket and speaks another protocol, or whose thread is blocked, gets there; it is closed with 4009.',
      fix: 'Send hello or any other message as soon as the socket is open, or connect with @parley/client.',
    },
    ko: {
      what: '소켓이 열렸지만 첫 메시지가 제시간에 오지 않았습니다.',
      why: '서버는 helloTimeoutMs(기본 10초) 동안 기다립니다. 다른 프로토콜을 쓰는 페이지이거나 스레드가 막혀 있으면 4009로 닫힙니다.',
      fix: '소켓이 열리자마자 hello나 다른 메시지를 보내거나, @parley/client로 연결하세요.',
    },
  },
  {
    code: 'too-many-errors',
    en: {
      what: 'Too many messages that are not ours came over one connection.',
      why: 'After 20 of them the server closes with 4503; one is forgiven every 10 seconds. Clients do not come back by themselves.',
      fix: 'Look at the error messages that came before: their code says what was wrong with what you sent.',
    },
    ko: {
      what: '한 연결에서 잘못된 메시지가 너무 많이 왔습니다.',
      why: '20개가 쌓이면 서버가 4503으로 닫습니다. 10초마다 하나씩 줄어들며, 클라이언트는 자동으로 다시 연결하지 않습니다.',
      fix: '그 전에 받은 error 메시지의 코드를 보면 무엇이 잘못되었는지 알 수 있습니다.',
    },
  },
  {
    code: 'too-slow',
    en: {
      what: 'This reader is so far behind that even its answers no longer fit its queue.',
      why: 'It took what it was sent more slowly than it asked for more: a slow network, a page that blocks, or a program that does not read its socket. It is closed with 4008, and its position brings it level when it returns.',
      fix: 'Read the socket without waiting for your own work, and open views that are sampled or merged where there is much news.',
    },
    ko: {
      what: '받는 쪽이 너무 뒤처져서 응답조차 대기열에 들어가지 않습니다.',
      why: '요청하는 속도보다 받는 속도가 느렸습니다. 느린 네트워크, 멈춘 페이지, 소켓을 읽지 않는 프로그램이 원인입니다. 4008로 닫히고, 다시 연결하면 마지막 위치부터 따라잡습니다.',
      fix: '다른 작업을 기다리지 말고 소켓을 계속 읽고, 이벤트가 많은 곳에서는 sample이나 conflate를 쓰는 뷰를 여세요.',
    },
  },
]
