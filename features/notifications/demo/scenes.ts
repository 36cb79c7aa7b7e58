import type { FakeConnection } from './fake-client.ts'

const ana = { id: 'guest-a1', name: 'Ana Duarte' }
const ben = { id: 'guest-b2', name: 'Ben Okafor' }
const minsu = { id: 'guest-m3', name: '김민수' }
const chloe = { id: 'guest-c4', name: 'Chloé Martin' }

/** What the server says in each of the demo's states. */
export const scenes: { readonly [name: string]: (connection: FakeConnection) => void } = {
  busy: (connection) => {
    fill(connection)
    connection.inbox.open()
  },
  empty: ({ inbox }) => inbox.open(),
  opening: () => {},
  /** More than the state has room for. */
  long: ({ inbox }) => {
    inbox.maxRecent = 30
    for (let index = 1; index <= 240; index++)
      inbox.arrive({ title: `Order ${index} was packed`, ago: (241 - index) * 60 })
    inbox.open()
  },
  offline: (connection) => {
    scenes.busy?.(connection)
    connection.set({ state: 'offline' })
  },
  refused: (connection) => {
    connection.inbox.status = 'refused'
    connection.inbox.refusal = { code: 'not-allowed', message: 'No.', retryable: false }
    connection.inbox.changed()
  },
  settings: (connection) => {
    scenes.busy?.(connection)
    const { inbox } = connection
    Object.assign(inbox.state, {
      pushKey: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    })
    inbox.state.preferences.quiet = { from: '22:00', to: '07:00', zone: 'Asia/Seoul' }
    inbox.state.devices = {
      d1: { id: 'd1', name: 'Firefox on Windows', at: inbox.now() - 9 * 86_400_000 },
      d2: { id: 'd2', name: 'Safari on iPhone', at: inbox.now() - 2 * 86_400_000 },
    }
    const at = inbox.now()
    inbox.deliveries = [
      { n: 1, way: 'email', status: 'delayed', reason: 'if-unread', at: at - 60_000, until: at + 540_000 },
      { n: 2, way: 'push', status: 'sent', at: at - 120_000, attempt: 2, subscription: 'd2' },
      { n: 2, way: 'push', status: 'failed', reason: 'HTTP 403', at: at - 130_000, subscription: 'd1' },
      { n: 3, way: 'push', status: 'not-sent', reason: 'preference', at: at - 3_600_000 },
      { n: 4, way: 'push', status: 'delayed', reason: 'quiet-hours', at: at - 7_200_000, until: at + 7_200_000 },
      { n: 99, way: 'email', status: 'not-sent', reason: 'read', at: at - 90_000_000 },
    ]
    inbox.changed()
  },
}

function fill({ inbox }: FakeConnection): void {
  inbox.arrive({
    category: 'security',
    title: { en: 'New sign-in from Lisbon', ko: '리스본에서 새로 로그인했어요' },
    body: {
      en: 'Firefox on Windows, a few minutes ago. If that was not you, change your password.',
      ko: 'Windows의 Firefox에서 몇 분 전에 로그인했어요. 본인이 아니라면 비밀번호를 바꿔 주세요.',
    },
    link: '/account/security',
    ago: 60 * 24 * 9,
  })
  const read = inbox.arrive({
    title: { en: 'Your order 1041 has arrived', ko: '주문 1041이 도착했어요' },
    link: '/orders/1041',
    ago: 60 * 26,
  })
  const archived = inbox.arrive({
    title: { en: 'Invoice for October', ko: '10월 청구서' },
    link: '/invoices/10',
    ago: 60 * 30,
  })
  const snoozed = inbox.arrive({ title: { en: 'Renew your plan', ko: '요금제를 갱신하세요' }, ago: 60 * 5 })
  inbox.arrive({
    title: { en: '{count} parcels were sent today', ko: '오늘 소포 {count}개를 보냈어요' },
    count: 7,
    lines: [
      { title: { en: 'Order 1052: two books', ko: '주문 1052: 책 두 권' }, link: '/orders/1052', at: 0 },
      { title: { en: 'Order 1051: a lamp', ko: '주문 1051: 램프' }, link: '/orders/1051', at: 0 },
      {
        title: { en: 'Order 1050: garden chairs, set of four', ko: '주문 1050: 정원 의자 네 개' },
        link: '/orders/1050',
        at: 0,
      },
    ],
    ago: 130,
  })
  inbox.arrive({
    category: 'social',
    title: { en: '{actors} liked your review', ko: '{actors}님이 후기를 좋아해요' },
    body: '“Sturdy, and it fits under the desk.”',
    actors: [minsu, ana, ben],
    actorCount: 4,
    count: 5,
    link: '/reviews/3',
    ago: 42,
  })
  inbox.arrive({
    title: { en: 'Approve the refund for order 1043?', ko: '주문 1043을 환불할까요?' },
    body: { en: '48.90 €, asked for by the customer', ko: '48.90 €, 고객이 요청했어요' },
    actions: [
      { id: 'approve', label: { en: 'Approve', ko: '승인' } },
      { id: 'look', label: { en: 'Look at it first', ko: '먼저 보기' }, link: '/orders/1043' },
    ],
    actors: [chloe],
    actorCount: 1,
    ago: 12,
  })
  inbox.arrive({
    category: 'social',
    title: { en: '{actors} mentioned you', ko: '{actors}님이 회원님을 언급했어요' },
    body: '@Ana can you have a look at the shelf that came without screws? The customer waits since Tuesday, and nobody seems to know where the spare ones are.',
    actors: [ben],
    actorCount: 1,
    link: '/#general/17',
    ago: 1,
  })
  inbox.happen('marked', { ids: [read], on: ['seen', 'read'] })
  inbox.happen('marked', { ids: [archived], on: ['seen', 'read', 'archived'] })
  inbox.happen('snoozed', { ids: [snoozed], until: inbox.now() + 3 * 3_600_000 })
}
