import type { InquiryOptions } from '@parley/inquiry/server'

const weekday = [['09:00', '18:00']] as const

/**
 * The demo desk of the site. Support never closes, promises an answer within five minutes, and is taken by hand; billing has the hours of an office in
 * Seoul, and gives what waits to who has least.
 */
export const inquiryOptions = {
  teams: {
    support: {
      title: { en: 'Orders and products', ko: '주문과 상품' },
      sla: { firstMs: 5 * 60_000, nextMs: 10 * 60_000 },
    },
    billing: {
      title: { en: 'Bills', ko: '결제' },
      hours: { zone: 'Asia/Seoul', week: { 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday } },
      assign: 'least-loaded',
    },
  },
  linkTo: (id, side) => (side === 'agent' ? `/desk/?inquiry=${id}` : `/shop/?inquiry=${id}`),
} as const satisfies InquiryOptions
