import type { Entry } from '../../entry.ts'

/** What is refused of inquiries and of what is said in them. */
export const conversations: readonly Entry[] = [
  {
    code: 'inquiry/already-open',
    en: {
      what: 'This customer has an inquiry that is not resolved yet.',
      why: 'One customer has one open inquiry at a time, and the widget goes on in the one there is.',
      fix: 'Write in the open inquiry, or resolve it first.',
    },
    ko: {
      what: '이 고객에게 아직 해결되지 않은 문의가 있습니다.',
      why: '고객 한 명은 문의를 한 번에 하나만 열 수 있고, 위젯은 열려 있는 문의를 이어 갑니다.',
      fix: '열려 있는 문의에 쓰거나, 먼저 그 문의를 해결하세요.',
    },
  },
  {
    code: 'inquiry/already-rated',
    en: {
      what: 'The inquiry has been rated, and it is rated once.',
      why: 'A second rate came, mostly from another tab of the same customer.',
      fix: 'Show the rating that the view has instead of asking again.',
    },
    ko: {
      what: '이미 평가한 문의이며, 평가는 한 번만 할 수 있습니다.',
      why: '대개 같은 고객이 다른 탭에서 평가를 한 번 더 보낸 경우입니다.',
      fix: '다시 묻지 말고 뷰에 있는 평가를 보여 주세요.',
    },
  },
  {
    code: 'inquiry/bad-code',
    en: {
      what: 'The code by which somebody takes over what he asked as a guest is wrong or over.',
      why: 'The page of the guest makes it, it holds for 10 minutes and works once, and only a verified person may show it.',
      fix: 'Let the page offer a new code as the guest, then sign in and adopt it right away.',
    },
    ko: {
      what: '게스트로 남긴 문의를 가져오는 코드가 틀렸거나 만료되었습니다.',
      why: '게스트의 페이지가 만드는 코드로, 10분 동안 한 번만 쓸 수 있고 로그인한 사용자만 낼 수 있습니다.',
      fix: '게스트 상태에서 새 코드를 offer로 만든 뒤, 로그인하고 바로 adopt를 보내세요.',
    },
  },
  {
    code: 'inquiry/bad-form',
    en: {
      what: 'A field of the form is missing, unknown or wrong.',
      why: 'The message names the field and what it takes, as fields of inquiry() define it; a page that was loaded before fields changed sends the old ones.',
      fix: 'Correct the answer to the field that the message names, or load the page anew.',
    },
    ko: {
      what: '양식의 항목이 빠졌거나, 모르는 항목이거나, 값이 틀렸습니다.',
      why: '어떤 항목에 무엇을 넣어야 하는지는 메시지에 있고, 항목은 inquiry()의 fields에 정의되어 있습니다. fields가 바뀌기 전에 열린 페이지는 예전 항목을 보냅니다.',
      fix: '메시지에 나온 항목의 값을 고치거나 페이지를 새로 고치세요.',
    },
  },
  {
    code: 'inquiry/empty',
    en: {
      what: 'A message of an inquiry has nothing that can be seen.',
      why: 'Its text is empty, or only blanks and invisible characters, and no file is with it; the first message of an inquiry always needs text.',
      fix: 'Send some text.',
    },
    ko: {
      what: '문의 메시지에 보이는 내용이 없습니다.',
      why: '텍스트가 비었거나 공백과 보이지 않는 문자뿐이고 파일도 없습니다. 문의의 첫 메시지에는 반드시 텍스트가 있어야 합니다.',
      fix: '텍스트를 넣어 보내세요.',
    },
  },
  {
    code: 'inquiry/merged',
    en: {
      what: 'The inquiry was merged into another one and takes nothing but notes.',
      why: 'The message names the one that it went into.',
      fix: 'Go on in the inquiry that the message names.',
    },
    ko: {
      what: '다른 문의에 합쳐져 메모 말고는 더 쓸 수 없습니다.',
      why: '어느 문의에 합쳐졌는지는 메시지에 나와 있습니다.',
      fix: '메시지에 나온 문의에서 이어 가세요.',
    },
  },
  {
    code: 'inquiry/newer-reply',
    en: {
      what: 'A colleague has answered since what this reply was written after.',
      why: "after of the reply names the newest entry on its author's screen, so that a customer does not get two answers to one question.",
      fix: 'Read the newer answer, then send the reply again with its n as after.',
    },
    ko: {
      what: '이 답변을 쓰는 사이에 동료가 먼저 답변했습니다.',
      why: '고객이 같은 질문에 답을 두 번 받지 않도록, 답변의 after에는 화면에서 가장 최근 항목의 n을 넣습니다.',
      fix: '새 답변을 읽은 뒤, 그 n을 after로 넣어 다시 보내세요.',
    },
  },
  {
    code: 'inquiry/no-address',
    en: {
      what: 'The conversation cannot be mailed: no address of this customer is known.',
      why: 'Of a guest it is the answer to a field of the type email, of a signed-in customer what addressOf of mail answers; this one has neither.',
      fix: "Add a field { name: 'email', label: 'E-mail', type: 'email' }, or let addressOf say where this customer reads mail.",
    },
    ko: {
      what: '고객의 이메일 주소를 몰라 대화를 메일로 보낼 수 없습니다.',
      why: '게스트는 양식의 email 항목, 로그인한 고객은 mail의 addressOf에서 주소를 얻는데, 이 고객은 주소가 없습니다.',
      fix: "{ name: 'email', label: '이메일', type: 'email' } 항목을 추가하거나, addressOf가 고객의 주소를 돌려주게 하세요.",
    },
  },
  {
    code: 'inquiry/no-mail',
    en: {
      what: 'The conversation cannot be mailed, as this server mails nothing.',
      why: 'inquiry() was given no mail.',
      fix: "Write inquiry({ mail: { transport: 'smtps://…', from: 'Example <support@example.com>', siteUrl: 'https://example.com' } }), or hide the button.",
    },
    ko: {
      what: '이 서버는 메일을 보내지 않아 대화를 메일로 보낼 수 없습니다.',
      why: 'inquiry()에 mail을 주지 않았습니다.',
      fix: "inquiry({ mail: { transport: 'smtps://…', from: 'Example <support@example.com>', siteUrl: 'https://example.com' } })로 쓰거나 버튼을 숨기세요.",
    },
  },
  {
    code: 'inquiry/not-begun',
    en: {
      what: "An inquiry was to begin under an id that is another's by now.",
      why: 'The id of start names an inquiry that somebody else began or prepared; two programs that count ids by hand get there.',
      fix: 'Let chance make the id, 16 to 39 of a–z and 0–9, and use it once.',
    },
    ko: {
      what: '이미 다른 사람의 것이 된 id로 문의를 시작하려고 했습니다.',
      why: 'start의 id로 다른 사람이 이미 문의를 시작했거나 준비했습니다. id를 순번으로 만드는 두 프로그램에서 생길 수 있습니다.',
      fix: 'id를 a–z, 0–9의 16–39자로 무작위로 만들고 한 번만 쓰세요.',
    },
  },
  {
    code: 'inquiry/not-resolved',
    en: {
      what: 'The inquiry is not resolved, and this is for resolved ones.',
      why: 'It is rated and reopened only after it has been resolved.',
      fix: 'Resolve it first, or wait until its status is resolved.',
    },
    ko: {
      what: '아직 해결되지 않은 문의입니다.',
      why: '평가와 다시 열기는 해결된 뒤에만 할 수 있습니다.',
      fix: '먼저 해결하거나, 상태가 resolved가 될 때까지 기다리세요.',
    },
  },
  {
    code: 'inquiry/too-many',
    en: {
      what: 'There would be more of something than the desk or an inquiry may have.',
      why: 'The message names it: agents (2000), open inquiries (100 000), labels of one inquiry (20), canned replies (500), or events that wait for one door, for which retryAfterMs says when to try again.',
      fix: 'Resolve or remove what is not needed; if a door does not keep up, mend what it posts to.',
    },
    ko: {
      what: '상담 데스크나 문의에 허용된 개수를 넘습니다.',
      why: '메시지에 무엇인지 나와 있습니다. 상담원(2000), 열린 문의(100,000), 문의 하나의 라벨(20), 자주 쓰는 답변(500), door 하나에 쌓인 이벤트입니다. door라면 retryAfterMs 뒤에 다시 시도할 수 있습니다.',
      fix: '필요 없는 것을 해결하거나 지우고, door의 이벤트가 밀린다면 받는 쪽 서버를 고치세요.',
    },
  },
]
