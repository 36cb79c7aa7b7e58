import type { Entry } from '../entry.ts'

/** What the client says of a connection and of commands, and what it throws. */
export const client: readonly Entry[] = [
  {
    code: 'client/unreachable',
    en: {
      what: 'No connection could be made.',
      why: 'The server did not take the WebSocket; a browser does not tell a page why.',
      fix: 'See the console of the page, which says why as soon as the server was asked, or run parley doctor with the address.',
    },
    ko: {
      what: '연결할 수 없습니다.',
      why: '서버가 웹소켓을 받지 않았습니다. 브라우저는 그 까닭을 페이지에 알려 주지 않습니다.',
      fix: '서버에 까닭을 물은 뒤 페이지의 콘솔에 나오는 말을 보거나, 그 주소로 parley doctor를 실행하세요.',
    },
  },
  {
    code: 'client/no-welcome',
    en: {
      what: 'A WebSocket was opened, and the server said nothing within 10 s.',
      why: 'Another WebSocket server than Parley answers at that address, or the server is too busy to begin.',
      fix: 'See which server has that path, and give Parley one of its own.',
    },
    ko: {
      what: '웹소켓은 열렸지만 서버가 10초 동안 아무 말도 하지 않았습니다.',
      why: '그 주소에서 Parley가 아닌 웹소켓 서버가 응답하거나, 서버가 너무 바쁩니다.',
      fix: '그 경로를 어느 서버가 맡는지 보고 Parley에 자기 경로를 주세요.',
    },
  },
  {
    code: 'client/silent',
    en: {
      what: 'Nothing was heard from the server for so long that the connection must be dead.',
      why: 'A cable was pulled, the device slept or changed its network, or the server hangs; nobody says goodbye then.',
      fix: 'Nothing: the client connects again and catches up; if it happens often, see what the server does at those times.',
    },
    ko: {
      what: '서버에서 오랫동안 아무것도 오지 않아 연결이 끊긴 것으로 봅니다.',
      why: '선이 빠졌거나, 기기가 잠들었거나 네트워크를 바꾸었거나, 서버가 멈췄습니다. 이럴 때는 아무도 끊는다고 알리지 않습니다.',
      fix: '그대로 두면 다시 연결해 따라잡습니다. 자주 일어나면 그때 서버가 무엇을 하는지 보세요.',
    },
  },
  {
    code: 'client/lost',
    en: {
      what: 'The connection broke.',
      why: 'It ended without a close frame: the network went away, or the server’s process ended.',
      fix: 'Nothing: the client connects again and catches up; if it happens often, look for a proxy on the way that cuts connections.',
    },
    ko: {
      what: '연결이 끊겼습니다.',
      why: '종료 프레임 없이 끝났습니다. 네트워크가 사라졌거나 서버의 프로세스가 끝났습니다.',
      fix: '그대로 두면 다시 연결해 따라잡습니다. 자주 일어나면 중간의 프록시가 연결을 끊는지 보세요.',
    },
  },
  {
    code: 'client/closed-by-server',
    en: {
      what: 'The server closed the connection.',
      why: 'It said a close code and perhaps a reason; both stand in the message.',
      fix: 'Look the close code up in PROTOCOL.md, under close codes.',
    },
    ko: {
      what: '서버가 연결을 닫았습니다.',
      why: '서버가 종료 코드와 이유를 보냈고 둘 다 메시지에 있습니다.',
      fix: 'PROTOCOL.md에서 그 종료 코드를 찾아보세요.',
    },
  },
  {
    code: 'client/closed',
    en: {
      what: 'The connection, or the last handle of the view, was closed on this side.',
      why: 'close() was called while something still waited for an answer.',
      fix: 'Wait for what matters before calling close(), or give connect() an outbox that keeps it.',
    },
    ko: {
      what: '연결이나 뷰의 마지막 핸들이 이쪽에서 닫혔습니다.',
      why: '무언가가 아직 답을 기다리는 동안 close()가 호출되었습니다.',
      fix: '중요한 것은 close() 전에 기다리거나, connect()에 그것을 보관할 outbox를 주세요.',
    },
  },
  {
    code: 'client/outbox-full',
    en: {
      what: 'Too many commands wait for an answer.',
      why: 'The connection was away while the page went on sending, and maxPending is reached.',
      fix: 'Send less while the connection is away, or raise maxPending of connect().',
    },
    ko: {
      what: '답을 기다리는 명령이 너무 많습니다.',
      why: '연결이 끊긴 동안 페이지가 계속 보내서 maxPending에 이르렀습니다.',
      fix: '연결이 끊긴 동안 덜 보내거나 connect()의 maxPending을 늘리세요.',
    },
  },
  {
    code: 'client/too-large',
    en: {
      what: 'The message is larger than the server takes.',
      why: 'The server said at the beginning how many bytes one message may have, and this one has more.',
      fix: 'Send less at a time, send files by upload, or raise maxMessageBytes of attach().',
    },
    ko: {
      what: '메시지가 서버가 받는 것보다 큽니다.',
      why: '서버는 처음에 메시지 하나의 최대 바이트 수를 말했고 이 메시지는 그보다 큽니다.',
      fix: '나누어 보내거나, 파일은 업로드로 보내거나, attach()의 maxMessageBytes를 늘리세요.',
    },
  },
  {
    code: 'client/not-json',
    en: {
      what: 'The input of a command cannot be written as JSON.',
      why: 'It has a cycle, a BigInt, or something whose toJSON throws.',
      fix: 'Give the command plain objects, arrays, texts, numbers and booleans.',
    },
    ko: {
      what: '명령의 입력을 JSON으로 쓸 수 없습니다.',
      why: '순환 참조나 BigInt가 있거나 toJSON이 예외를 던집니다.',
      fix: '명령에는 단순한 객체, 배열, 문자열, 숫자, 불리언만 주세요.',
    },
  },
  {
    code: 'client/discarded',
    en: {
      what: 'The command was given up.',
      why: 'discard() was called for it before the server answered.',
      fix: 'Nothing: that is what discard() is for.',
    },
    ko: {
      what: '명령을 그만두었습니다.',
      why: '서버가 답하기 전에 discard()가 호출되었습니다.',
      fix: '할 일이 없습니다. discard()는 이렇게 하려고 있습니다.',
    },
  },
  {
    code: 'client/too-old',
    en: {
      what: 'The command was sent too long ago to be sent again.',
      why: 'The server remembers for 24 hours which commands took effect; after that nobody knows whether it did.',
      fix: 'Look whether it took effect, then call retry(id) or discard(id).',
    },
    ko: {
      what: '명령을 보낸 지 너무 오래되어 다시 보낼 수 없습니다.',
      why: '서버는 어떤 명령이 처리되었는지 24시간 기억합니다. 그 뒤에는 처리되었는지 아무도 모릅니다.',
      fix: '처리되었는지 확인한 다음 retry(id)나 discard(id)를 호출하세요.',
    },
  },
  {
    code: 'client/no-token',
    en: {
      what: 'The token function of connect() failed.',
      why: 'It threw, or gave something that is no text; nobody can be signed in with that.',
      fix: 'See the error that it reported, and have it give a token as a text that is not empty.',
    },
    ko: {
      what: 'connect()의 token 함수가 실패했습니다.',
      why: '예외를 던졌거나 문자열이 아닌 것을 주어서 로그인할 수 없습니다.',
      fix: '함수가 알린 오류를 보고, 비어 있지 않은 문자열로 토큰을 주게 하세요.',
    },
  },
  {
    code: 'client/other-user',
    en: {
      what: 'Another user is connected now than the one whom this belongs to.',
      why: 'The newer token is another person’s, or commands of an earlier page were posted by somebody else.',
      fix: 'Make a new connection when somebody else signs in, with an outbox of that person’s own.',
    },
    ko: {
      what: '지금 연결된 사용자는 이것의 주인과 다른 사람입니다.',
      why: '새 토큰이 다른 사람의 것이거나, 이전 페이지의 명령을 다른 사람이 보냈습니다.',
      fix: '다른 사람이 로그인하면 그 사람만의 outbox로 새 연결을 만드세요.',
    },
  },
  {
    code: 'ERR_PARLEY_URL',
    en: {
      what: 'connect() cannot use this URL.',
      why: 'The scheme is missing or is not http, https, ws or wss, the URL cannot be read, options stand in its place, or the page was opened from disk (file://) and has no server.',
      fix: 'Give connect() a whole URL such as http://localhost:3000, options after it (for the host of the page: connect(undefined, { … })), and open the page at the address of its server.',
    },
    ko: {
      what: 'connect()가 이 URL을 쓸 수 없습니다.',
      why: '스킴이 없거나 http, https, ws, wss가 아니거나, URL을 읽을 수 없거나, URL 자리에 옵션이 있거나, 페이지가 파일(file://)로 열려 서버가 없습니다.',
      fix: 'connect()에 http://localhost:3000 처럼 온전한 URL을 주고, 옵션은 그다음에 쓰고(페이지와 같은 호스트라면 connect(undefined, { … })), 페이지는 서버의 주소로 여세요.',
    },
  },
  {
    code: 'ERR_PARLEY_GUEST',
    en: {
      what: 'The key of the guest has a wrong length.',
      why: 'guest.key is a secret of 16 to 128 characters: who knows it is that guest.',
      fix: 'Make a key of random characters once, such as crypto.randomUUID(), and keep it.',
    },
    ko: {
      what: '손님 키의 길이가 맞지 않습니다.',
      why: 'guest.key는 16자에서 128자까지의 비밀입니다. 아는 사람이 곧 그 손님입니다.',
      fix: 'crypto.randomUUID() 처럼 무작위 키를 한 번 만들어 보관하세요.',
    },
  },
  {
    code: 'ERR_PARLEY_TOKEN',
    en: {
      what: 'The token is empty.',
      why: 'An empty text signs nobody in; whoever has no token is a guest.',
      fix: 'Leave token out for a guest.',
    },
    ko: {
      what: '토큰이 비어 있습니다.',
      why: '빈 문자열로는 아무도 로그인할 수 없습니다. 토큰이 없으면 손님입니다.',
      fix: '손님이면 token을 빼세요.',
    },
  },
  {
    code: 'ERR_PARLEY_VIEW',
    en: {
      what: 'open() was given something that is no view of a channel.',
      why: 'open() was given something else than a description and a key, the name of a view that the channel’s description does not have, or a view in parts without the part.',
      fix: "Write open(genericChannel, 'news'); for a view, use a name that the description has; for one in parts such as book/*, name the part: book/BTC-USD.",
    },
    ko: {
      what: 'open()이 받은 것은 채널의 뷰가 아닙니다.',
      why: 'open()이 채널의 설명과 키를 받지 못했거나, 받은 뷰 이름이 채널의 설명에 없거나, 부분으로 나뉜 뷰인데 부분 이름이 없습니다.',
      fix: "open(genericChannel, 'news') 처럼 쓰세요. 뷰는 설명에 있는 이름을 쓰고, book/* 처럼 나뉜 뷰는 book/BTC-USD 처럼 부분까지 쓰세요.",
    },
  },
  {
    code: 'ERR_PARLEY_LIMIT',
    en: {
      what: 'A limit of connect() is less than 1.',
      why: 'With maxPending or maxInFlight below 1 no command could ever be sent.',
      fix: 'Leave the option out, or set it to 1 or more.',
    },
    ko: {
      what: 'connect()의 한도가 1보다 작습니다.',
      why: 'maxPending이나 maxInFlight가 1보다 작으면 어떤 명령도 보낼 수 없습니다.',
      fix: '옵션을 빼거나 1 이상으로 하세요.',
    },
  },
  {
    code: 'ERR_PARLEY_PROVIDER',
    en: {
      what: 'A hook of @parley/react was called where there is no ParleyProvider.',
      why: 'Hooks take their connection from the provider around the component that calls them.',
      fix: 'Put <ParleyProvider> around that component, best around the whole app.',
    },
    ko: {
      what: '@parley/react의 훅이 ParleyProvider가 없는 곳에서 호출되었습니다.',
      why: '훅은 자기를 호출한 컴포넌트를 감싼 프로바이더에서 연결을 받습니다.',
      fix: '그 컴포넌트를, 되도록 앱 전체를 <ParleyProvider>로 감싸세요.',
    },
  },
  {
    code: 'ERR_PARLEY_RENDER',
    en: {
      what: 'A connection was asked for while a server renders.',
      why: 'Pages connect, servers that render them do not: a command or a signal was sent while rendering, or a component that suspends was rendered on a server.',
      fix: 'Send commands in event handlers and effects, and put <Suspense> around what calls useViewSuspense().',
    },
    ko: {
      what: '서버가 렌더링하는 동안 연결을 쓰려고 했습니다.',
      why: '연결은 페이지가 하고 렌더링하는 서버는 하지 않습니다. 렌더링 중에 명령이나 시그널을 보냈거나, 일시 중단되는 컴포넌트를 서버에서 렌더링했습니다.',
      fix: '명령은 이벤트 핸들러와 effect에서 보내고, useViewSuspense()를 호출하는 곳은 <Suspense>로 감싸세요.',
    },
  },
]
