import type { Entry } from '../../entry.ts'

/** What throws at inquiry(), and at what it adds to attach. */
export const inquiryUsage: readonly Entry[] = [
  {
    code: 'ERR_INQUIRY_BOT',
    en: {
      what: 'bot of inquiry() lacks something that it needs, or has a number out of range.',
      why: 'A bot has a name that customers read, a function answer, and whole numbers timeoutMs (9 minutes at most), maxWaitMs (a day at most) and concurrency (1000 at most).',
      fix: "Correct the field that the message names, as in bot: { name: 'Robin', answer: async ({ entries }) => ({ text: '…' }) }.",
    },
    ko: {
      what: 'inquiry()의 bot에 필요한 값이 없거나, 숫자가 범위를 벗어났습니다.',
      why: '봇에는 고객에게 보이는 name, 함수 answer가 필요하고, timeoutMs(최대 9분), maxWaitMs(최대 하루), concurrency(최대 1000)는 정수여야 합니다.',
      fix: "bot: { name: '로빈', answer: async ({ entries }) => ({ text: '…' }) }처럼, 메시지에 나온 필드를 고치세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_DAY',
    en: {
      what: 'report() was asked for a day that is not written as one.',
      why: 'from and to are days in UTC as year, month and day; a Date or a time of day does not say which day is meant everywhere.',
      fix: "Write parley.inquiries.report({ from: '2026-11-01', to: '2026-11-30' }).",
    },
    ko: {
      what: 'report()에 준 날짜의 형식이 맞지 않습니다.',
      why: 'from과 to는 UTC 기준의 연-월-일입니다. Date 객체나 시각은 지역에 따라 다른 날이 될 수 있어 받지 않습니다.',
      fix: "parley.inquiries.report({ from: '2026-11-01', to: '2026-11-30' })처럼 쓰세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_DOOR',
    en: {
      what: 'A door given to inquiry() cannot be used as it is.',
      why: 'It needs send and a name of its own (1 to 40 of a–z, 0–9, "-", "_", neither "mail" nor "bot"), known events, and whole numbers for timeoutMs and concurrency. A webhook needs an http or https url and a secret that begins with "whsec_".',
      fix: "Correct what the message names, as in doors: [webhook({ url: 'https://crm.example/in', secret: process.env.WEBHOOK_SECRET })].",
    },
    ko: {
      what: 'inquiry()에 준 door를 지금 형태로는 쓸 수 없습니다.',
      why: 'send와 고유한 name(a–z, 0–9, "-", "_"로 1–40자, "mail"과 "bot" 제외), 존재하는 이벤트 이름, 정수 timeoutMs와 concurrency가 필요합니다. 웹훅에는 http나 https url과 "whsec_"로 시작하는 secret이 필요합니다.',
      fix: "doors: [webhook({ url: 'https://crm.example/in', secret: process.env.WEBHOOK_SECRET })]처럼, 메시지에 나온 부분을 고치세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_FIELD',
    en: {
      what: 'A field of the form in fields of inquiry() is not what a field can be.',
      why: 'Its name is 1 to 40 of a–z, 0–9, "-", "_" and used once; label is a text; type is text, email, phone, multiline or select; options belong to a select and to nothing else.',
      fix: "Correct the field that the message names, as in fields: [{ name: 'order', label: 'Order', required: true }].",
    },
    ko: {
      what: 'inquiry()의 fields에 있는 양식 필드가 올바르지 않습니다.',
      why: 'name은 a–z, 0–9, "-", "_"로 1–40자이고 중복될 수 없습니다. label은 텍스트, type은 text, email, phone, multiline, select 중 하나이며, options는 select에만 쓸 수 있습니다.',
      fix: "fields: [{ name: 'order', label: '주문 번호', required: true }]처럼, 메시지에 나온 필드를 고치세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_FILES',
    en: {
      what: 'files of inquiry() is not what it can be.',
      why: 'It is false or an object; its store has put, open, delete and list; its numbers are whole and positive, its types a list of media types. The message names what is wrong.',
      fix: "Write inquiry({ files: { folder: './parley-files' } }), or files: false to take none.",
    },
    ko: {
      what: 'inquiry()의 files 값이 올바르지 않습니다.',
      why: 'false이거나 객체여야 하고, store에는 put, open, delete, list가 있어야 하며, 숫자는 양의 정수, types는 미디어 타입의 배열이어야 합니다. 무엇이 틀렸는지는 메시지에 나와 있습니다.',
      fix: "inquiry({ files: { folder: './parley-files' } })처럼 쓰고, 파일을 받지 않으려면 files: false로 쓰세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_ID',
    en: {
      what: 'A call of parley.inquiries was given something that is no id of an inquiry.',
      why: 'An id is 16 to 40 of a–z and 0–9, as start() resolves with. The number that people see, such as #12, is no id.',
      fix: 'Pass the id that start() or an event of a door gave you, as in parley.inquiries.resolve(id).',
    },
    ko: {
      what: 'parley.inquiries 호출에 문의 id가 아닌 값을 넣었습니다.',
      why: 'id는 start()가 돌려주는 a–z, 0–9의 16–40자입니다. #12처럼 화면에 보이는 번호는 id가 아닙니다.',
      fix: 'parley.inquiries.resolve(id)처럼, start()나 door의 이벤트에서 받은 id를 넘기세요.',
    },
  },
  {
    code: 'ERR_INQUIRY_KEY',
    en: {
      what: 'A key in keys of inquiry() cannot be used.',
      why: 'A key has 16 or more visible ASCII characters, stands there once, and says what it may and how many requests a second it may send. An environment variable that is not set leaves it undefined.',
      fix: "Write inquiry({ keys: [{ key: process.env.INQUIRY_KEY, may: ['open', 'customer'] }] }), and set the variable.",
    },
    ko: {
      what: 'inquiry()의 keys에 있는 키를 쓸 수 없습니다.',
      why: '키는 공백 없는 ASCII 16자 이상이고 중복될 수 없으며, 무엇을 할 수 있는지(may)와 초당 요청 수를 정해야 합니다. 환경 변수가 없으면 키가 undefined가 됩니다.',
      fix: "inquiry({ keys: [{ key: process.env.INQUIRY_KEY, may: ['open', 'customer'] }] })처럼 쓰고 환경 변수를 설정하세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_LIMITS',
    en: {
      what: 'A limit or a rate given to inquiry() has a name that there is not, or a value that it cannot have.',
      why: 'limits are whole numbers from 1 and can only be lowered; rates have perSecond, above 0 and up to 1000, and burst, from 1 to 10 000.',
      fix: 'Correct what the message names, as in inquiry({ limits: { maxTextLength: 4_000 } }).',
    },
    ko: {
      what: 'inquiry()의 limits나 rates에 없는 이름이나 쓸 수 없는 값이 있습니다.',
      why: 'limits는 1 이상의 정수이고 기본값보다 낮출 수만 있습니다. rates의 perSecond는 0 초과 1000 이하, burst는 1 이상 10,000 이하입니다.',
      fix: 'inquiry({ limits: { maxTextLength: 4_000 } })처럼, 메시지에 나온 값을 고치세요.',
    },
  },
  {
    code: 'ERR_INQUIRY_MAIL',
    en: {
      what: 'mail of inquiry() lacks something that mails need.',
      why: 'It needs transport (how mail is sent) and from (an address); siteUrl is an http or https address, replyTo one address or a function, addressOf and write are functions, afterMs is at most 7 days.',
      fix: "Correct the field that the message names, as in mail: { transport: 'smtps://…', from: 'Example <support@example.com>', siteUrl: 'https://example.com' }.",
    },
    ko: {
      what: 'inquiry()의 mail에 메일을 보내는 데 필요한 값이 없습니다.',
      why: 'transport(발송 방법)와 from(주소)이 필요합니다. siteUrl은 http나 https 주소, replyTo는 주소 하나 또는 함수, addressOf와 write는 함수, afterMs는 최대 7일입니다.',
      fix: "mail: { transport: 'smtps://…', from: 'Example <support@example.com>', siteUrl: 'https://example.com' }처럼, 메시지에 나온 필드를 고치세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_ONCE',
    en: {
      what: 'The id that makes a call of parley.inquiries happen once is not what it can be.',
      why: 'It is 1 to 64 visible ASCII characters; the same id sent again within a day gives the first outcome.',
      fix: "Write parley.inquiries.say(inquiry, { … }, { id: 'order-17' }), or leave the id out.",
    },
    ko: {
      what: 'parley.inquiries 호출이 한 번만 실행되게 하는 id의 형식이 맞지 않습니다.',
      why: '공백 없는 ASCII 1–64자여야 합니다. 하루 안에 같은 id로 다시 보내면 첫 번째 결과를 그대로 돌려받습니다.',
      fix: "parley.inquiries.say(inquiry, { … }, { id: 'order-17' })처럼 쓰거나 id를 빼세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_OPTION',
    en: {
      what: 'inquiry() was given an option that there is not, or one of the wrong kind; or agentOf answered a profile that cannot be one.',
      why: 'agentOf, routeTo and linkTo are functions, graceMs is milliseconds. A profile has a name, known teams, skills, a capacity and a role; one that is wrong is only logged, and that person is no agent until it is mended.',
      fix: 'Correct what the message names, as in inquiry({ agentOf: ({ id }) => staff.get(id) }).',
    },
    ko: {
      what: 'inquiry()에 없는 옵션이나 종류가 다른 값을 넣었거나, agentOf가 쓸 수 없는 프로필을 돌려주었습니다.',
      why: 'agentOf, routeTo, linkTo는 함수, graceMs는 밀리초입니다. 프로필에는 이름, 존재하는 팀, 스킬, 담당 가능 수, 역할이 들어갑니다. 프로필이 틀리면 로그만 남고, 고칠 때까지 그 사람은 상담원이 아닙니다.',
      fix: 'inquiry({ agentOf: ({ id }) => staff.get(id) })처럼, 메시지에 나온 부분을 고치세요.',
    },
  },
  {
    code: 'ERR_INQUIRY_TEAM',
    en: {
      what: 'teams of inquiry() has no team, too many, or one that is not what a team can be.',
      why: "A team's name is 1 to 40 of a–z, 0–9, \"-\" and \"_\"; title is a text, sticky true or false, assign is 'manual', 'round-robin' or 'least-loaded', and hours and sla have days, times and durations that exist.",
      fix: "Correct the team that the message names, as in teams: { billing: { title: 'Billing', assign: 'least-loaded' } }.",
    },
    ko: {
      what: 'inquiry()의 teams에 팀이 없거나, 너무 많거나, 올바르지 않은 팀이 있습니다.',
      why: "팀 이름은 a–z, 0–9, \"-\", \"_\"로 1–40자입니다. title은 텍스트, sticky는 true나 false, assign은 'manual', 'round-robin', 'least-loaded' 중 하나이고, hours와 sla에는 실제로 있는 요일과 시각, 기간을 써야 합니다.",
      fix: "teams: { billing: { title: '결제', assign: 'least-loaded' } }처럼, 메시지에 나온 팀을 고치세요.",
    },
  },
  {
    code: 'ERR_INQUIRY_USER',
    en: {
      what: 'A call of parley.inquiries was given something that is no id of a person.',
      why: "A person's id is a string of 1 to 150 characters, the same that authenticate or the token gives.",
      fix: "Write parley.inquiries.start({ id: user.id, name: user.name }, { text: '…' }).",
    },
    ko: {
      what: 'parley.inquiries 호출에 사용자 id가 아닌 값을 넣었습니다.',
      why: '사용자 id는 authenticate나 토큰이 주는 것과 같은 1–150자의 문자열입니다.',
      fix: "parley.inquiries.start({ id: user.id, name: user.name }, { text: '…' })처럼 쓰세요.",
    },
  },
]
