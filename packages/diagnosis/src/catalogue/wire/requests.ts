import type { Entry } from '../../entry.ts'

/** Refusals of what a client asked for. */
export const requests: readonly Entry[] = [
  {
    code: 'bad-message',
    en: {
      what: 'A message to the server is no JSON object, or a field that its type needs is missing or of the wrong kind.',
      why: "Every frame is text with one JSON object that has a type. Binary frames, two objects in one frame and a socket of another library's protocol end like this.",
      fix: 'Send what the protocol describes, as in {"type":"open","channel":"chat/general","view":"room"}, or use @parley/client.',
    },
    ko: {
      what: '서버에 보낸 메시지가 JSON 객체가 아니거나, 타입에 필요한 필드가 없거나 종류가 다릅니다.',
      why: '프레임마다 type이 있는 JSON 객체 하나를 텍스트로 담아야 합니다. 바이너리 프레임을 보내거나, 한 프레임에 객체를 두 개 담거나, 다른 라이브러리의 프로토콜로 보내면 이 오류가 납니다.',
      fix: '{"type":"open","channel":"chat/general","view":"room"}처럼 프로토콜에 맞게 보내거나 @parley/client를 쓰세요.',
    },
  },
  {
    code: 'unknown-type',
    en: {
      what: 'The type of a message is none that this server knows.',
      why: 'It is misspelt, or comes from a client of a newer protocol.',
      fix: "Correct the type by the protocol's list of messages, or update the server.",
    },
    ko: {
      what: '메시지의 type이 서버가 모르는 값입니다.',
      why: '오타이거나, 더 새로운 프로토콜을 쓰는 클라이언트가 보낸 메시지입니다.',
      fix: '프로토콜의 메시지 목록을 보고 type을 고치거나 서버를 업데이트하세요.',
    },
  },
  {
    code: 'unknown-channel',
    en: {
      what: 'No feature of this server defines such a channel.',
      why: 'A channel is named <feature>/<key>. The feature is not in features of attach, the name is misspelt, or the key has characters that the feature does not take.',
      fix: 'Add the feature, as in attach(server, { features: [chat()] }), or correct the name, as in chat/general.',
    },
    ko: {
      what: '이 서버의 어떤 기능도 그런 채널을 정의하지 않습니다.',
      why: '채널 이름은 <기능>/<키>입니다. attach의 features에 그 기능이 없거나, 이름이 틀렸거나, 기능이 받지 않는 문자가 키에 들어 있습니다.',
      fix: 'attach(server, { features: [chat()] })처럼 기능을 추가하거나, chat/general처럼 이름을 고치세요.',
    },
  },
  {
    code: 'unknown-view',
    en: {
      what: 'The channel has no view of that name.',
      why: "Views are those of the channel's definition. One in parts is opened by the name of a part, book/BTC-USD, and not as book/*.",
      fix: 'Open a view that the definition has, and load the page anew if the server was updated.',
    },
    ko: {
      what: '채널에 그런 이름의 뷰가 없습니다.',
      why: '뷰는 채널 정의에 있는 것만 열 수 있습니다. 파트로 나뉜 뷰는 book/*가 아니라 book/BTC-USD처럼 파트 이름으로 엽니다.',
      fix: '정의에 있는 뷰를 열고, 서버가 업데이트되었다면 페이지를 새로 고치세요.',
    },
  },
  {
    code: 'unknown-command',
    en: {
      what: 'The channel has no command of that name.',
      why: 'The name is misspelt, the command belongs to another channel, or client and server are of different versions.',
      fix: "Send a command that the channel's definition has; with describeChannel and TypeScript a wrong name does not compile.",
    },
    ko: {
      what: '채널에 그런 이름의 명령이 없습니다.',
      why: '이름이 틀렸거나, 다른 채널의 명령이거나, 클라이언트와 서버의 버전이 다릅니다.',
      fix: '채널 정의에 있는 명령을 보내세요. describeChannel과 TypeScript를 쓰면 틀린 이름은 컴파일되지 않습니다.',
    },
  },
  {
    code: 'unknown-signal',
    en: {
      what: 'The channel has no signal of that name.',
      why: "Signals are defined apart from commands, and a command's name is none of them.",
      fix: 'Add the signal to signals of defineChannel, or correct its name.',
    },
    ko: {
      what: '채널에 그런 이름의 시그널이 없습니다.',
      why: '시그널은 명령과 따로 정의하므로 명령 이름으로는 보낼 수 없습니다.',
      fix: 'defineChannel의 signals에 시그널을 추가하거나 이름을 고치세요.',
    },
  },
  {
    code: 'unknown-collection',
    en: {
      what: 'The view shows no collection of documents of that name.',
      why: 'find looks only through what documents of the open view names; another view of the same channel may have it.',
      fix: 'Name a collection of this view, or add it to documents of the view.',
    },
    ko: {
      what: '뷰에 그런 이름의 문서 컬렉션이 없습니다.',
      why: 'find는 열린 뷰의 documents에 있는 컬렉션만 찾습니다. 같은 채널의 다른 뷰에 있을 수도 있습니다.',
      fix: '이 뷰에 있는 컬렉션을 지정하거나, 뷰의 documents에 추가하세요.',
    },
  },
  {
    code: 'no-history',
    en: {
      what: 'read was asked of a view that has no older events to give.',
      why: 'The view was defined without history; what is older is found as documents, if at all.',
      fix: 'Use find with a collection of the view, or define the view with history.',
    },
    ko: {
      what: '지난 이벤트를 제공하지 않는 뷰에 read를 요청했습니다.',
      why: '히스토리 없이 정의된 뷰입니다. 지난 내용은 문서로 남아 있을 때 찾을 수 있습니다.',
      fix: '뷰의 컬렉션을 find로 찾거나, 뷰를 히스토리가 있도록 정의하세요.',
    },
  },
  {
    code: 'schema-mismatch',
    en: {
      what: 'The page was written for another version of this channel than the server has.',
      why: "The channel's version was changed and deployed, and this page was loaded before, or comes from a cache. The server does not open the channel for it, so that it folds nothing that it cannot read.",
      fix: 'Load the page anew; if that does not help, deploy client and server of the same version, and look at caches of the script.',
    },
    ko: {
      what: '페이지가 서버와 다른 버전의 채널에 맞추어 만들어졌습니다.',
      why: '채널 버전이 바뀌어 배포되었는데, 페이지는 그 전에 열렸거나 캐시에서 왔습니다. 페이지가 모르는 형식의 이벤트를 잘못 반영하지 않도록 서버가 채널을 열어 주지 않습니다.',
      fix: '페이지를 새로 고치세요. 그래도 같다면 클라이언트와 서버를 같은 버전으로 배포하고 스크립트 캐시를 확인하세요.',
    },
  },
  {
    code: 'invalid-input',
    en: {
      what: 'The input of a command does not match its schema.',
      why: 'A field is missing, of the wrong kind, too long or unknown. issues says which one, by its path, and why.',
      fix: 'Correct the field that issues names, and send it as a new command.',
    },
    ko: {
      what: '명령의 입력이 스키마와 맞지 않습니다.',
      why: '필드가 없거나, 종류가 다르거나, 너무 길거나, 모르는 필드입니다. 어떤 필드가 왜 틀렸는지는 issues에 경로와 함께 나와 있습니다.',
      fix: 'issues에 나온 필드를 고쳐 새 명령으로 보내세요.',
    },
  },
  {
    code: 'not-allowed',
    en: {
      what: 'This user may not do that here, or the channel does not exist for him.',
      why: 'The rules of the channel said no. A channel that somebody may not see answers as one that is not there, so that nobody learns of it.',
      fix: 'Sign in as somebody who may, or change what allows it: allow of the rule, or the role of the user.',
    },
    ko: {
      what: '이 사용자에게 허용되지 않은 동작이거나, 이 사용자에게는 보이지 않는 채널입니다.',
      why: '채널의 규칙이 거부했습니다. 볼 권한이 없는 채널은 있다는 사실도 드러나지 않도록, 없는 채널과 똑같이 응답합니다.',
      fix: '권한이 있는 사용자로 로그인하거나, 규칙의 allow나 사용자의 역할 등 권한을 정하는 곳을 바꾸세요.',
    },
  },
  {
    code: 'not-open',
    en: {
      what: 'A signal, a read or a find was sent before its view was open.',
      why: 'They belong to a view that this session has open. The opened of the server has not come yet, or the view was closed.',
      fix: "Send open first and wait for opened; with @parley/client await the view's first state.",
    },
    ko: {
      what: '뷰가 열리기 전에 시그널, read, find를 보냈습니다.',
      why: '이 세션에서 열려 있는 뷰에 대해서만 보낼 수 있습니다. 아직 opened를 받지 못했거나 뷰가 닫혔습니다.',
      fix: '먼저 open을 보내고 opened를 기다리세요. @parley/client에서는 뷰의 첫 상태를 기다리면 됩니다.',
    },
  },
  {
    code: 'too-many-views',
    en: {
      what: 'This session has as many views open as it may.',
      why: 'By default a session has 128. A page that opens one for each line of a list, and closes none, gets there.',
      fix: 'Close views that are not shown any more, or show the list through one view; attach(server, { limits: { maxViews } }) allows more.',
    },
    ko: {
      what: '이 세션에서 열 수 있는 뷰를 모두 열었습니다.',
      why: '기본값은 세션마다 128개입니다. 목록의 항목마다 뷰를 열고 닫지 않으면 이 오류가 납니다.',
      fix: '보이지 않는 뷰를 닫거나 목록을 뷰 하나로 보여 주세요. 더 필요하면 attach(server, { limits: { maxViews } })로 늘리세요.',
    },
  },
  {
    code: 'too-many-pending',
    en: {
      what: 'This session has as many unanswered requests as it may.',
      why: '1024 may wait for an answer; more come when a loop sends without waiting.',
      fix: 'Wait for answers before you send more, and send many changes as one command; limits.maxPending of attach allows more.',
    },
    ko: {
      what: '이 세션에서 응답을 기다리는 요청이 너무 많습니다.',
      why: '응답을 기다릴 수 있는 요청은 1024개입니다. 기다리지 않고 반복해서 보내면 이 오류가 납니다.',
      fix: '응답을 받은 뒤 더 보내고, 여러 변경은 명령 하나로 묶어 보내세요. 제한은 attach의 limits.maxPending입니다.',
    },
  },
  {
    code: 'too-fast',
    en: {
      what: 'Commands, uploads or requests come faster than this user, key or address may send them.',
      why: 'A rate of the server or of the feature is used up; one by address is shared by all who come from there.',
      fix: 'Wait for retryAfterMs and send it again; where the use is right, raise limits.commandsPerSecond of attach, perSecond of the key, or the rate of the feature.',
    },
    ko: {
      what: '명령, 업로드, 요청이 이 사용자나 키, 주소에 허용된 속도보다 빠릅니다.',
      why: '서버나 기능에 정해진 속도 제한을 다 썼습니다. 주소별 제한은 같은 주소에서 오는 모두가 함께 씁니다.',
      fix: 'retryAfterMs만큼 기다렸다가 다시 보내고, 정상적인 사용이라면 attach의 limits.commandsPerSecond, 키의 perSecond, 기능의 rate를 늘리세요.',
    },
  },
]
