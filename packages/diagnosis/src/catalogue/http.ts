import type { Entry } from '../entry.ts'

/** What is answered over HTTP, besides what features answer in their own families. */
export const http: readonly Entry[] = [
  {
    code: 'http/bad-request',
    en: {
      what: 'The address or a header of a request cannot be read.',
      why: 'What came is no URL or no header by the Fetch standard, for example a path with an invalid escape or a Host with blanks in it.',
      fix: 'Send a request as browsers and fetch do, with a path that is percent-encoded.',
    },
    ko: {
      what: '요청의 주소나 헤더를 읽을 수 없습니다.',
      why: '잘못된 이스케이프가 있는 경로나 공백이 들어간 Host처럼, Fetch 표준에 맞는 URL이나 헤더가 아닙니다.',
      fix: '경로를 퍼센트 인코딩해서 브라우저나 fetch처럼 요청하세요.',
    },
  },
  {
    code: 'http/method',
    en: {
      what: 'Nothing answers requests of this method here.',
      why: 'CONNECT, TRACE and TRACK reach no feature, since the Fetch standard forbids them.',
      fix: 'Use GET, POST or another method that the address takes.',
    },
    ko: {
      what: '이 메서드의 요청은 받지 않습니다.',
      why: 'CONNECT, TRACE, TRACK은 Fetch 표준에서 금지되어 어떤 기능에도 전달되지 않습니다.',
      fix: 'GET, POST 등 그 주소가 받는 메서드를 쓰세요.',
    },
  },
  {
    code: 'http/not-found',
    en: {
      what: "There is nothing at this address below Parley's path.",
      why: "No feature of this server answers there: the feature is not in features of attach, or the path is misspelt. What is behind /parley/ does not reach the app's own routes.",
      fix: 'Add the feature, as in features: [chat()], or correct the path; put routes of your own outside of /parley/.',
    },
    ko: {
      what: 'Parley 경로 아래의 이 주소에는 아무것도 없습니다.',
      why: '이 주소에 응답하는 기능이 없습니다. attach의 features에 기능이 없거나 경로가 틀렸습니다. /parley/ 아래의 요청은 앱의 라우트로 가지 않습니다.',
      fix: 'features: [chat()]처럼 기능을 추가하거나 경로를 고치고, 앱의 라우트는 /parley/ 밖에 두세요.',
    },
  },
  {
    code: 'publish/key',
    en: {
      what: 'A program published with a key that this server does not know (401).',
      why: 'The header Authorization is missing, is no Bearer, or its key is not among publishKey of attach.',
      fix: 'Send Authorization: Bearer <publishKey>, with the very key that the server was started with.',
    },
    ko: {
      what: '서버가 모르는 키로 발행하려고 했습니다(401).',
      why: 'Authorization 헤더가 없거나, Bearer 형식이 아니거나, 키가 attach의 publishKey에 없습니다.',
      fix: '서버를 시작할 때 쓴 키 그대로 Authorization: Bearer <publishKey>를 보내세요.',
    },
  },
  {
    code: 'publish/method',
    en: {
      what: 'Publishing was tried with another method than POST (405).',
      why: 'The address /parley/publish takes a JSON body by POST and nothing else.',
      fix: 'Send it with POST, as in curl -X POST -H "Authorization: Bearer $KEY" -d \'{"channel":"news","data":{}}\'.',
    },
    ko: {
      what: 'POST가 아닌 메서드로 발행하려고 했습니다(405).',
      why: '/parley/publish는 POST로 보낸 JSON 본문만 받습니다.',
      fix: 'curl -X POST -H "Authorization: Bearer $KEY" -d \'{"channel":"news","data":{}}\'처럼 POST로 보내세요.',
    },
  },
  {
    code: 'publish/off',
    en: {
      what: 'Nobody may publish over HTTP on this server (403).',
      why: 'attach was given no publishKey, or the environment variable that should hold it is not set.',
      fix: 'Write attach(server, { channels: true, publishKey: process.env.PUBLISH_KEY }), and set the variable.',
    },
    ko: {
      what: '이 서버에서는 HTTP로 발행할 수 없습니다(403).',
      why: 'attach에 publishKey를 주지 않았거나, 키를 담은 환경 변수가 설정되지 않았습니다.',
      fix: 'attach(server, { channels: true, publishKey: process.env.PUBLISH_KEY })로 쓰고 환경 변수를 설정하세요.',
    },
  },
  {
    code: 'publish/timeout',
    en: {
      what: 'The body of a message to publish did not come in time (408).',
      why: 'It has messageTimeoutMs of attach from the head of the request on; a program that opens the request and writes later gets there.',
      fix: 'Make the body first and send it in one go.',
    },
    ko: {
      what: '발행할 메시지의 본문이 제시간에 오지 않았습니다(408).',
      why: '요청 헤더를 받은 뒤 attach의 messageTimeoutMs 안에 와야 합니다. 요청을 열어 놓고 본문을 나중에 쓰는 프로그램에서 생깁니다.',
      fix: '본문을 먼저 만들고 한 번에 보내세요.',
    },
  },
  {
    code: 'publish/too-large',
    en: {
      what: 'The body of a message to publish is larger than the server takes (413).',
      why: 'It has at most maxMessageBytes of attach, as a message over a socket has.',
      fix: 'Publish less, for example a link instead of a file, or raise maxMessageBytes.',
    },
    ko: {
      what: '발행할 메시지의 본문이 서버가 받는 크기보다 큽니다(413).',
      why: '소켓 메시지와 마찬가지로 attach의 maxMessageBytes까지만 받습니다.',
      fix: '파일 대신 링크를 보내는 식으로 줄이거나 maxMessageBytes를 늘리세요.',
    },
  },
  {
    code: 'try/key',
    en: {
      what: 'The header Idempotency-Key of a request to the demo site is not what it can be (400).',
      why: 'It is 1 to 40 visible ASCII characters, so that pressing twice sends once.',
      fix: 'Send such a key, for example crypto.randomUUID(), or none.',
    },
    ko: {
      what: '데모 사이트에 보낸 요청의 Idempotency-Key 헤더가 올바르지 않습니다(400).',
      why: '두 번 눌러도 한 번만 보내도록 하는 값으로, 공백 없는 ASCII 1–40자여야 합니다.',
      fix: 'crypto.randomUUID() 같은 값을 보내거나 헤더를 빼세요.',
    },
  },
  {
    code: 'try/method',
    en: {
      what: "A button's address of the demo site was asked with the wrong method (405).",
      why: '/try/<kind> and /try/agents/<agent> take POST, /try/agents takes GET.',
      fix: 'Use the method that the header Allow of the answer names.',
    },
    ko: {
      what: '데모 사이트의 버튼 주소에 맞지 않는 메서드를 썼습니다(405).',
      why: '/try/<종류>와 /try/agents/<상담원>은 POST, /try/agents는 GET을 받습니다.',
      fix: '응답의 Allow 헤더에 있는 메서드를 쓰세요.',
    },
  },
  {
    code: 'try/unknown-agent',
    en: {
      what: 'The demo desk has no agent of that name (404).',
      why: 'The message lists those whom one can play.',
      fix: 'Ask for one that the message lists.',
    },
    ko: {
      what: '데모 상담 데스크에 그런 이름의 상담원이 없습니다(404).',
      why: '맡을 수 있는 상담원의 목록은 메시지에 나와 있습니다.',
      fix: '메시지에 나온 상담원 중 한 명을 지정하세요.',
    },
  },
  {
    code: 'try/unknown-kind',
    en: {
      what: 'The demo site has no notification of that kind (404).',
      why: 'The message lists the kinds that there are.',
      fix: 'Ask for one that the message lists.',
    },
    ko: {
      what: '데모 사이트에 그런 종류의 알림이 없습니다(404).',
      why: '있는 종류의 목록은 메시지에 나와 있습니다.',
      fix: '메시지에 나온 종류 중 하나를 지정하세요.',
    },
  },
]
