import type { Entry } from '../entry.ts'

/** Why the page at `<path>/inspect` does not answer, or not with what was asked for. */
export const inspect: readonly Entry[] = [
  {
    code: 'inspect/off',
    en: {
      what: 'The inspector is off.',
      why: 'It shows what people send and can send in their place, so it never runs with NODE_ENV=production, nor where `diagnosis` is false.',
      fix: 'Start the server for development: without NODE_ENV=production and without `diagnosis: false`.',
    },
    ko: {
      what: '인스펙터가 꺼져 있습니다.',
      why: '인스펙터는 사람들이 보내는 내용을 보여 주고 대신 보낼 수도 있어서, NODE_ENV=production 이거나 `diagnosis` 가 false 이면 동작하지 않습니다.',
      fix: 'NODE_ENV=production 과 `diagnosis: false` 없이 개발용으로 서버를 실행하세요.',
    },
  },
  {
    code: 'inspect/remote',
    en: {
      what: 'The inspector answers only this machine.',
      why: 'The request came from an address that is not the loopback’s (127.0.0.1, ::1).',
      fix: 'Open it in a browser on the machine that runs the server, or bring the port here: ssh -L 3000:localhost:3000 ‹machine›.',
    },
    ko: {
      what: '인스펙터는 이 컴퓨터에서만 열립니다.',
      why: '요청이 루프백(127.0.0.1, ::1)이 아닌 주소에서 왔습니다.',
      fix: '서버가 실행 중인 컴퓨터의 브라우저에서 열거나, ssh -L 3000:localhost:3000 ‹컴퓨터› 로 포트를 가져오세요.',
    },
  },
  {
    code: 'inspect/forwarded',
    en: {
      what: 'The inspector answers nobody who comes through a proxy.',
      why: 'The request carries {header}, as a proxy writes it, so who is behind it cannot be known.',
      fix: 'Open it at the port of the server itself, as http://localhost:3000/parley/inspect.',
    },
    ko: {
      what: '인스펙터는 프록시를 거친 요청에 답하지 않습니다.',
      why: '요청에 프록시가 쓰는 {header} 이(가) 있어, 그 뒤에 누가 있는지 알 수 없습니다.',
      fix: 'http://localhost:3000/parley/inspect 처럼 서버 자신의 포트로 여세요.',
    },
  },
  {
    code: 'inspect/host',
    en: {
      what: 'The inspector does not answer under the name “{host}”.',
      why: 'Anybody can make a name of his own point to this machine (DNS rebinding), or the port is not the one that the server listens on.',
      fix: 'Open it as localhost, 127.0.0.1 or [::1], with the port of the server.',
    },
    ko: {
      what: '인스펙터는 “{host}” 라는 이름으로는 답하지 않습니다.',
      why: '누구나 자기 도메인이 이 컴퓨터를 가리키게 할 수 있고(DNS 리바인딩), 포트가 서버의 것과 다를 수도 있습니다.',
      fix: 'localhost, 127.0.0.1 또는 [::1] 과 서버의 포트로 여세요.',
    },
  },
  {
    code: 'inspect/origin',
    en: {
      what: 'The inspector answers no page but its own.',
      why: 'The Origin or Sec-Fetch-Site of the request says that a page of another place asked.',
      fix: 'Write its address into the browser’s address bar instead of calling it from a page.',
    },
    ko: {
      what: '인스펙터는 자기 페이지의 요청에만 답합니다.',
      why: '요청의 Origin 이나 Sec-Fetch-Site 헤더에 다른 곳의 페이지라고 적혀 있습니다.',
      fix: '페이지에서 호출하지 말고 브라우저 주소창에 주소를 직접 입력하세요.',
    },
  },
  {
    code: 'inspect/token',
    en: {
      what: 'The request does not carry the token of the inspector’s page.',
      why: 'The server was started again since the page was loaded, or something else than the page asks.',
      fix: 'Reload the page.',
    },
    ko: {
      what: '요청에 인스펙터 페이지의 토큰이 없습니다.',
      why: '페이지를 연 뒤에 서버가 다시 시작되었거나, 페이지가 아닌 다른 것이 요청했습니다.',
      fix: '페이지를 새로고침하세요.',
    },
  },
  {
    code: 'inspect/method',
    en: {
      what: 'The inspector does not take this method here.',
      why: 'The page and its script are asked for with GET, everything else with POST, with which browsers name the page that asks.',
      fix: 'Reload the page: it knows which.',
    },
    ko: {
      what: '인스펙터의 이 주소는 이 메서드를 받지 않습니다.',
      why: '페이지와 스크립트는 GET, 나머지는 모두 POST 로 요청합니다. 브라우저는 POST 에 요청한 페이지를 밝힙니다.',
      fix: '페이지를 새로고침하세요.',
    },
  },
  {
    code: 'inspect/not-found',
    en: {
      what: 'The inspector has nothing at this address.',
      why: 'Its page is at the path of Parley with /inspect behind it.',
      fix: 'Open /parley/inspect, or <path>/inspect where attach has another path.',
    },
    ko: {
      what: '인스펙터의 이 주소에는 아무것도 없습니다.',
      why: '인스펙터 페이지는 Parley 경로 뒤에 /inspect 를 붙인 주소에 있습니다.',
      fix: '/parley/inspect 를 여세요. attach 에 다른 path 를 주었다면 <path>/inspect 입니다.',
    },
  },
  {
    code: 'inspect/not-built',
    en: {
      what: 'The inspector’s page has not been built.',
      why: 'Its script, packages/inspector/dist/browser/inspector.js, is not there.',
      fix: 'Run npm run build.',
    },
    ko: {
      what: '인스펙터 페이지가 아직 빌드되지 않았습니다.',
      why: 'packages/inspector/dist/browser/inspector.js 파일이 없습니다.',
      fix: 'npm run build 를 실행하세요.',
    },
  },
  {
    code: 'inspect/request',
    en: {
      what: 'The inspector cannot read this request.',
      why: 'A parameter is missing or no number, or the body is not JSON or too long.',
      fix: 'Reload the page. A text that is sent by hand has at most a million characters.',
    },
    ko: {
      what: '인스펙터가 이 요청을 읽을 수 없습니다.',
      why: '매개변수가 없거나 숫자가 아니거나, 본문이 JSON 이 아니거나 너무 깁니다.',
      fix: '페이지를 새로고침하세요. 직접 보내는 글은 백만 자까지입니다.',
    },
  },
  {
    code: 'inspect/too-many-pages',
    en: {
      what: 'The inspector is open in too many tabs.',
      why: 'At most sixteen streams of news are kept open, two for each tab that watches frames.',
      fix: 'Close some of the tabs and reload this one.',
    },
    ko: {
      what: '인스펙터가 너무 많은 탭에 열려 있습니다.',
      why: '새 소식 스트림은 열여섯 개까지 열 수 있고, 프레임을 보는 탭은 두 개씩 씁니다.',
      fix: '다른 탭을 닫고 새로고침하세요.',
    },
  },
  {
    code: 'inspect/unknown-attempt',
    en: {
      what: 'The attempt is not remembered any more.',
      why: 'The server keeps the last hundred, and none beyond its restart.',
      fix: 'Choose a newer one, or try again from the page.',
    },
    ko: {
      what: '서버가 더는 이 시도를 기억하지 않습니다.',
      why: '서버는 최근 백 개만 기억하고, 다시 시작하면 잊습니다.',
      fix: '더 최근의 시도를 고르거나 페이지에서 다시 시도하세요.',
    },
  },
  {
    code: 'inspect/unknown-socket',
    en: {
      what: 'The socket is not open any more.',
      why: 'It was closed meanwhile, or the server was restarted.',
      fix: 'Choose another socket.',
    },
    ko: {
      what: '이 소켓은 이미 닫혔습니다.',
      why: '그사이 닫혔거나 서버가 다시 시작되었습니다.',
      fix: '다른 소켓을 고르세요.',
    },
  },
  {
    code: 'inspect/unknown-channel',
    en: {
      what: 'There is no channel “{channel}” here.',
      why: 'No feature of this attach defines channels of that name.',
      fix: 'Choose one from the list.',
    },
    ko: {
      what: '“{channel}” 채널이 없습니다.',
      why: '이 attach 의 기능 가운데 그런 이름의 채널을 정의하는 것이 없습니다.',
      fix: '목록에서 고르세요.',
    },
  },
  {
    code: 'inspect/unknown-view',
    en: {
      what: 'The channel has no view “{view}”.',
      why: 'A view in parts, like book/*, is asked for by the name of one part.',
      fix: 'Write the part in place of the star, or choose another view.',
    },
    ko: {
      what: '이 채널에는 “{view}” 뷰가 없습니다.',
      why: 'book/* 처럼 나뉜 뷰는 부분의 이름으로 봐야 합니다.',
      fix: '별표 자리에 부분의 이름을 쓰거나 다른 뷰를 고르세요.',
    },
  },
  {
    code: 'inspect/trimmed',
    en: {
      what: 'The state there cannot be folded any more.',
      why: 'The oldest events were dropped, as the channel’s `retain` says; from {first} on a stored state helps.',
      fix: 'Choose an offset from {first} on.',
    },
    ko: {
      what: '그 위치의 상태는 더는 만들 수 없습니다.',
      why: '채널의 `retain` 에 따라 오래된 이벤트가 지워졌고, {first} 부터는 저장된 상태가 있습니다.',
      fix: '{first} 이후의 위치를 고르세요.',
    },
  },
  {
    code: 'inspect/unreadable',
    en: {
      what: 'The log or its state could not be read.',
      why: 'The store did not answer, or a rule of the feature (fold, upcast, project) threw.',
      fix: 'Look into the log of the server, and at the event at this offset.',
    },
    ko: {
      what: '로그나 상태를 읽지 못했습니다.',
      why: '저장소가 답하지 않았거나, 기능의 규칙(fold, upcast, project)이 예외를 던졌습니다.',
      fix: '서버 로그와 이 위치의 이벤트를 확인하세요.',
    },
  },
  {
    code: 'inspect/not-plain',
    en: {
      what: 'Only plain sockets can be pushed a text.',
      why: 'These sockets speak Parley’s messages, and a foreign one would break their order.',
      fix: 'Send a message of your own in “Try it”, or use `onSocket` for plain sockets.',
    },
    ko: {
      what: '일반 소켓에만 글을 보낼 수 있습니다.',
      why: '이 소켓들은 Parley 메시지를 주고받아서, 끼어든 메시지가 순서를 깨뜨립니다.',
      fix: '“직접 해 보기”에서 메시지를 보내거나, 일반 소켓에는 `onSocket` 을 쓰세요.',
    },
  },
  {
    code: 'inspect/closing',
    en: {
      what: 'The socket is closing; nothing was sent.',
      why: 'One side has said goodbye already, or too much waits for this peer.',
      fix: 'Choose another socket.',
    },
    ko: {
      what: '소켓이 닫히는 중이라 보내지 못했습니다.',
      why: '한쪽이 이미 닫기 시작했거나, 상대에게 보낼 것이 너무 많이 밀려 있습니다.',
      fix: '다른 소켓을 고르세요.',
    },
  },
  {
    code: 'inspect/replay',
    en: {
      what: 'The attempt could not be made again ({why}).',
      why: 'The server did not answer the request that the inspector sent to its own port.',
      fix: 'Copy it as curl and try it in a terminal.',
    },
    ko: {
      what: '시도를 다시 하지 못했습니다({why}).',
      why: '인스펙터가 서버 자신의 포트로 보낸 요청에 답이 없었습니다.',
      fix: 'curl 로 복사해 터미널에서 시도하세요.',
    },
  },
  {
    code: 'inspect/replay-http2',
    en: {
      what: 'An attempt by HTTP/2 cannot be made again from here.',
      why: 'It is one stream of a browser’s session (RFC 8441) and has no key and no Upgrade.',
      fix: 'Open a socket in “Try it”: the browser uses the same session.',
    },
    ko: {
      what: 'HTTP/2 로 온 시도는 여기서 다시 할 수 없습니다.',
      why: '브라우저 세션의 스트림 하나(RFC 8441)라서 키도 Upgrade 도 없습니다.',
      fix: '“직접 해 보기”에서 소켓을 여세요. 브라우저가 같은 세션을 씁니다.',
    },
  },
]
