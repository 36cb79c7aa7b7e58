import type { AboutDesk } from '../../src/contract/index.ts'
import { type FakeSupport, refusal } from '../../test/widget/fake-support.ts'

const plain: AboutDesk = {
  fields: [
    { name: 'name', label: { en: 'Your name', ko: '이름' }, guestsOnly: true },
    { name: 'email', label: { en: 'E-mail', ko: '이메일' }, type: 'email', guestsOnly: true, required: true },
  ],
  teams: { support: { title: { en: 'Support', ko: '고객 지원' } } },
  hasBot: false,
  hasMail: true,
  maxTextLength: 10_000,
  maxFilesPerMessage: 3,
  maxFileBytes: 26_214_400,
}

const rich: AboutDesk = {
  ...plain,
  fields: [
    ...plain.fields,
    { name: 'phone', label: { en: 'Telephone', ko: '전화번호' }, type: 'phone' },
    {
      name: 'topic',
      label: { en: 'Order', ko: '주문' },
      type: 'select',
      required: true,
      options: [
        { value: '1041', label: { en: '1041: a lamp', ko: '1041: 램프' } },
        { value: '1043', label: { en: '1043: garden chairs', ko: '1043: 정원 의자' } },
      ],
    },
    { name: 'tried', label: { en: 'What have you tried?', ko: '무엇을 해 보셨나요?' }, type: 'multiline' },
  ],
  teams: {
    support: { title: { en: 'An order', ko: '주문' } },
    billing: { title: { en: 'An invoice', ko: '청구서' } },
  },
}

/** What the server says of itself. */
export const abouts: { readonly plain: AboutDesk } & { readonly [scene: string]: AboutDesk } = {
  ...{ plain, rich },
  'no-mail': { ...plain, hasMail: false },
  'no-files': { ...plain, maxFilesPerMessage: 0, maxFileBytes: 0 },
}

const words = {
  en: {
    where: 'Where is my order 1043? It was due on Monday.',
    hello: 'Hello Sam, thank you for waiting. I look at it right now.',
    found: 'It stands at the parcel shop in your street since Monday. Here is the label:',
    thanks: 'Thank you! I did not see any notice of it.',
    link: 'You can follow it here as well: https://post.example/track?id=1043',
    old: 'Can I still change the colour of the lamp?',
    robo: 'I can answer questions about orders, deliveries and returns. Which order is it about?',
  },
  ko: {
    where: '주문 1043이 어디에 있나요? 월요일에 온다고 했는데요.',
    hello: '안녕하세요, 기다려 주셔서 감사합니다. 바로 확인해 볼게요.',
    found: '월요일부터 근처 편의점에 보관되어 있어요. 운송장을 보내 드릴게요.',
    thanks: '감사합니다! 안내를 못 봤어요.',
    link: '여기에서도 조회할 수 있어요: https://post.example/track?id=1043',
    old: '램프 색상을 바꿀 수 있을까요?',
    robo: '주문, 배송, 반품에 대해 답변해 드려요. 어떤 주문인가요?',
  },
}

type Scene = (server: FakeSupport, language: string) => void
const said = (language: string) => (language === 'ko' ? words.ko : words.en)

/** A conversation with an answer. */
function thread(server: FakeSupport, language: string): string {
  const says = said(language)
  const agent = language === 'ko' ? '이서연' : 'Ana Duarte'
  const id = server.asked(says.where, { ago: 60 * 26 })
  server.join(id, agent, 60 * 26 - 4)
  server.say(id, says.hello, { by: agent, ago: 60 * 26 - 5 })
  const files = [{ id: 'f1', name: 'label-1043.pdf', type: 'application/pdf', size: 84_210 }]
  server.say(id, says.found, { by: agent, ago: 12, files })
  server.say(id, says.link, { by: agent, ago: 11 })
  server.marked(id, { read: 3 })
  return id
}

/** What the server says in each of the demo's states. */
export const scenes: { readonly [name: string]: Scene } = {
  new: (server) => server.welcome(),
  rich: (server) => server.welcome(),
  'no-files': (server) => server.welcome(),
  unreachable: (server) => server.welcome(),
  opening: () => {},
  closed: (server) => {
    const at = new Date()
    at.setDate(at.getDate() + 1)
    at.setHours(9, 0, 0, 0)
    server.team('support', { isOpen: false, isStaffed: false, changesAt: at.getTime() })
    server.welcome()
  },
  nobody: (server) => {
    server.team('support', { isStaffed: false })
    server.welcome()
  },
  waiting: (server, language) => {
    server.asked(said(language).where, { ago: 1 })
    server.team('support', { tickets: ['other0001', 'other0002', 'ticket0000'], paceMs: 95_000 })
    server.welcome()
  },
  behind: (server, language) => {
    server.asked(said(language).where)
    const tickets = Array.from({ length: 50 }, (_, index) => `other${index}000`)
    server.team('support', { tickets, waiting: 73 })
    server.welcome()
  },
  'no-mail': (server, language) => scenes.thread!(server, language),
  thread: (server, language) => {
    thread(server, language)
    server.welcome()
  },
  inline: (server, language) => {
    thread(server, language)
    server.welcome()
  },
  /** More than the view holds. */
  long: (server) => {
    const id = server.asked('Message 0', { ago: 400 })
    for (let index = 1; index < 160; index++) server.say(id, `Message ${index}`, { ago: 400 - index * 2 })
    server.welcome()
  },
  bot: (server, language) => {
    server.hasBot = true
    const id = server.asked(said(language).where, { ago: 2 })
    server.say(id, said(language).robo, { as: 'bot', by: 'Robo', ago: 1 })
    server.welcome()
  },
  resolved: (server, language) => {
    const id = thread(server, language)
    server.resolve(id, 1)
    server.welcome()
  },
  earlier: (server, language) => {
    const old = server.asked(said(language).old, { ago: 60 * 24 * 9 })
    server.join(old, 'Ben Okafor', 60 * 24 * 9)
    server.resolve(old, 60 * 24 * 8)
    const id = thread(server, language)
    server.resolve(id, 5)
    server.welcome()
  },
  merged: (server, language) => {
    const old = server.asked(said(language).old, { ago: 300 })
    const id = thread(server, language)
    const into = { id, no: 2 }
    server.stand(old, 'merged', { mergedInto: into, line: { what: 'merged', into } })
    server.welcome()
  },
  offline: (server, language) => {
    thread(server, language)
    server.welcome()
    server.set({ state: 'offline' })
  },
  refused: (server) => {
    server.welcome()
    server.own.refuse(refusal('not-allowed'))
  },
}
