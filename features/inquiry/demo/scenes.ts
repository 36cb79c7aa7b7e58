import type { DayNumbers } from '../src/contract/index.ts'
import { spreadBounds } from '../src/contract/index.ts'
import type { ParleyInquiryDesk } from '../src/elements.ts'
import type { FakeConnection } from './fake-client.ts'

type Scene = (connection: FakeConnection, element: ParleyInquiryDesk, language: string) => void

export const ana = { id: 'customer-ana', name: 'Ana Duarte', verified: true }
const sam = { id: 'guest-7f', name: 'Sam', verified: false }
const minsu = { id: 'customer-minsu', name: '김민수', verified: true }
const lea = { id: 'guest-12', name: 'Léa Martin', verified: false }
const ben = { id: 'ben', name: 'Ben Okafor' }
const chloe = { id: 'chloe', name: 'Chloé Laurent' }
const minute = 60_000

/** What the server says in each of the demo's states. */
export const scenes: { readonly [name: string]: Scene } = {
  busy: ({ desk }, element, language) => {
    fill(desk, language === 'ko')
    desk.open()
    element.inquiry = 'inquiry000000002'
  },
  /** As `busy`, with nothing open. */
  lists: ({ desk }, _, language) => {
    fill(desk, language === 'ko')
    desk.open()
  },
  supervisor: ({ desk }, element, language) => {
    fill(desk, language === 'ko')
    report(desk)
    desk.agent({ ...desk.desk.state.agents[desk.me.id]!, role: 'supervisor' })
    desk.open('supervisor')
    element.inquiry = 'inquiry000000002'
  },
  empty: ({ desk }) => {
    teams(desk)
    desk.open()
  },
  opening: () => {},
  offline: (connection, element, language) => {
    scenes.busy?.(connection, element, language)
    connection.set({ state: 'offline' })
  },
  refused: ({ desk }) => {
    desk.desk.refuse({ code: 'not-allowed', message: 'No.', retryable: false })
  },
}

function teams(desk: FakeConnection['desk']): void {
  Object.assign(desk.desk.state, {
    teams: {
      support: { title: { en: 'Support', ko: '고객 지원' }, hasHours: true, assign: 'round-robin' },
      billing: { title: { en: 'Billing', ko: '결제' }, hasHours: false, assign: 'manual' },
    },
    replies: {
      hello: {
        id: 'hello',
        title: 'Hello',
        text: 'Hello {customer}, this is {agent} of {team}. Let me look at {no} for you.',
      },
      refund: { id: 'refund', title: 'Refund', text: 'The refund reaches your account within five working days.' },
      bye: { id: 'bye', title: 'Goodbye', text: 'Glad to help, {customer}. Have a good day!' },
    },
  })
  desk.agent({ ...desk.me })
  desk.agent({ ...ben, capacity: 4 })
  desk.agent({ ...chloe, status: 'away', teams: ['billing'] })
  desk.agent({ id: 'jun', name: '이준', status: 'offline', isPresent: false })
}

function fill(desk: FakeConnection['desk'], isKorean: boolean): void {
  const say = (en: string, ko: string) => (isKorean ? ko : en)
  teams(desk)
  const now = desk.now()
  const me = desk.me
  desk.ask({
    customer: ana,
    text: say('Can I change the address of order 1041?', '주문 1041의 주소를 바꿀 수 있나요?'),
    ago: 60 * 24 * 12,
    status: 'resolved',
    agent: ben,
    rating: { score: 5, comment: say('Fast!', '빨라요!'), at: now - 60 * 24 * 11 * minute },
  })
  const open = desk.ask({
    customer: ana,
    text: say(
      'Hi! My parcel should have been here on Tuesday. The tracking page has said "in transit" since then. Could you look where it is?',
      '안녕하세요! 택배가 화요일에 왔어야 하는데, 조회 페이지에는 계속 "배송 중"이라고만 나와요. 어디쯤 있는지 봐 주실 수 있나요?',
    ),
    ago: 60 * 25,
    labels: [say('delivery', '배송')],
    priority: 'high',
    due: { next: now + 7.5 * minute, resolve: now + 300 * minute },
  })
  desk.inform(open, {
    answers: { order: '1043', phone: '+351 912 345 678' },
    page: {
      url: 'https://shop.example/orders/1043',
      title: say('Order 1043', '주문 1043'),
      language: say('pt-PT', 'ko-KR'),
      zone: say('Europe/Lisbon', 'Asia/Seoul'),
    },
  })
  desk.say(
    open,
    {
      kind: 'bot',
      id: 'b1',
      by: { name: say('Shop assistant', '쇼핑 도우미') },
      text: say(
        'I hand this over to a person. One moment, please.',
        '상담원에게 연결해 드릴게요. 잠시만 기다려 주세요.',
      ),
    },
    now - 60 * 24.9 * minute,
  )
  desk.set(
    { ...desk.rows.get(open)!, agent: ben, rev: 2 },
    { what: 'assigned', agent: ben, by: { system: true }, how: 'routed' },
    now - 60 * 24.5 * minute,
  )
  desk.say(
    open,
    {
      kind: 'agent',
      id: 'a1',
      by: ben,
      text: say(
        'Hello Ana, I asked the carrier. They answer within a day, and I write to you as soon as they do.',
        '안녕하세요, 택배사에 문의했어요. 하루 안에 답이 오면 바로 알려 드릴게요.',
      ),
    },
    now - 60 * 24 * minute,
  )
  desk.inquiry(open).happen('marked', { side: 'customer', read: desk.entries.get(open)!.at(-1)!.n })
  desk.set({ ...desk.rows.get(open)!, agent: me, rev: 3 }, {
    ...{ what: 'assigned', agent: me, by: { agent: ben }, how: 'transferred' },
    note: say('My shift ends. The carrier’s case is 88-120.', '저는 퇴근해요. 택배사 접수 번호는 88-120이에요.'),
  } as const)
  desk.say(
    open,
    {
      kind: 'note',
      id: 'n1',
      by: me,
      text: say(
        'The carrier says it is in the Porto depot. If it is not out by noon, we send a new one.',
        '택배사 말로는 포르투 물류 센터에 있대요. 정오까지 출발하지 않으면 새로 보내요.',
      ),
    },
    now - 40 * minute,
  )
  const answered = desk.say(
    open,
    {
      kind: 'agent',
      id: 'a2',
      by: me,
      text: say('Good news: it is in the depot, and comes today.', '좋은 소식이에요. 물류 센터에 있고 오늘 도착해요.'),
      files: [{ id: 'f1', name: 'tracking-88-120.pdf', type: 'application/pdf', size: 183_220 }],
    },
    now - 30 * minute,
  )
  desk.inquiry(open).happen('marked', { side: 'customer', received: answered.n })
  desk.set(
    { ...desk.rows.get(open)!, due: { next: now + 7.5 * minute, resolve: now + 300 * minute } },
    { what: 'labels', added: [say('delivery', '배송')], removed: [], by: { agent: me } },
    now - 29 * minute,
  )
  desk.say(
    open,
    {
      kind: 'customer',
      id: 'c2',
      by: ana,
      text: say(
        'That is great, thank you. Do I have to be at home for it?',
        '다행이에요, 고맙습니다. 집에 있어야 받을 수 있나요?',
      ),
    },
    now - 2 * minute,
  )
  desk.inquiry(open).here(me, ben, chloe)
  const waitsForUs = desk.ask({
    customer: minsu,
    text: say('The invoice has the wrong company name.', '계산서의 회사 이름이 잘못됐어요.'),
    team: 'billing',
    agent: me,
    ago: 50,
    due: { next: now - 5 * minute },
  })
  desk.say(waitsForUs, { kind: 'customer', id: 'c3', by: minsu, text: say('Hello?', '계세요?') }, now - 20 * minute)
  desk.ask({
    customer: lea,
    text: say('I will send photos of the damage on Monday.', '파손 사진은 월요일에 보낼게요.'),
    agent: me,
    status: 'snoozed',
    snoozedUntil: now + 60 * 20 * minute,
    ago: 60 * 30,
  })
  desk.ask({
    customer: sam,
    text: say('Payment failed three times, and now my card is blocked!', '결제가 세 번 실패하더니 카드가 막혔어요!'),
    team: 'billing',
    priority: 'urgent',
    ago: 9,
    due: { first: now - 4 * minute },
    labels: [say('payment', '결제'), 'VIP'],
  })
  desk.ask({
    customer: lea,
    text: say('Is the oak shelf back in stock soon?', '참나무 선반은 곧 다시 들어오나요?'),
    ago: 6,
    due: { first: now + 2.5 * minute },
  })
  desk.ask({
    customer: { id: 'guest-99', name: 'A customer with a rather long name that does not fit', verified: false },
    text: say('How do I return two of three items?', '세 개 중에 두 개만 반품하려면 어떻게 하나요?'),
    ago: 3,
    due: { first: now + 25 * minute },
  })
  desk.ask({
    customer: minsu,
    text: say('Do you ship to Jeju?', '제주도로도 배송되나요?'),
    ago: 1,
    priority: 'low',
  })
  desk.ask({ customer: sam, text: say('Where do I find my receipt?', '영수증은 어디에 있나요?'), agent: ben, ago: 15 })
}

/** Ninety days, by a sum that looks like days. */
function report(desk: FakeConnection['desk']): void {
  for (let back = 89; back >= 0; back--) {
    const day = new Date(desk.now() - back * 86_400_000).toISOString().slice(0, 10)
    for (const [index, team] of ['support', 'billing'].entries()) {
      const wave = Math.round(8 + 5 * Math.sin(back / 2.2 + index) + (back % 7 < 2 ? -5 : 2))
      const opened = Math.max(0, wave)
      desk.board.happen('daySet', { day, team, numbers: numbersOf(opened, back) })
    }
  }
}

function numbersOf(opened: number, back: number): DayNumbers {
  const spread = (count: number, mean: number) => ({
    count,
    sumMs: count * mean,
    buckets: spreadBounds.map((bound, index) => (bound >= mean && (spreadBounds[index - 1] ?? 0) < mean ? count : 0)),
  })
  const resolved = Math.max(0, opened - (back % 3))
  return {
    ...{ opened, resolved, breaches: back % 4 === 0 ? 1 : 0 },
    firstReply: spread(opened, (90 + ((back * 37) % 200)) * 1000),
    resolution: spread(resolved, (40 + ((back * 53) % 300)) * minute),
    ratings: [0, back % 5 === 0 ? 1 : 0, 1, Math.ceil(opened / 4), Math.ceil(opened / 3)],
  }
}
