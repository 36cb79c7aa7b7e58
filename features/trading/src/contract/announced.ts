// What people are told in their notification inbox: the categories that this feature announces.
import type { Text } from '@parley/channel/client'

export const tradingAnnounces = {
  'trading/filled': {
    title: { en: 'Orders that were filled', ko: '체결된 주문' },
    description: {
      en: 'While you were away, and large ones always.',
      ko: '자리를 비운 동안 체결된 주문과 금액이 큰 체결',
    },
  },
  'trading/canceled': {
    title: { en: 'Orders that were canceled', ko: '취소된 주문' },
    description: {
      en: 'By their date, your dead-man switch, or because you had no connection.',
      ko: '유효 기간 만료, 안전 타이머, 연결 끊김으로 취소된 주문',
    },
  },
} as const satisfies { readonly [category: string]: { readonly title: Text; readonly description?: Text } }
