// What people are told in their notification inbox: the categories that this feature announces. The desk announces `assigned`, `waiting` and `breach`,
// the inquiry itself the others.
import type { Text } from './text.ts'

export const inquiryAnnounces = {
  'inquiry/assigned': { title: { en: 'Inquiries given to you', ko: '나에게 배정된 문의' } },
  'inquiry/waiting': { title: { en: 'Inquiries that wait for your team', ko: '우리 팀을 기다리는 문의' } },
  'inquiry/message': { title: { en: 'Messages of your customers', ko: '담당 고객의 메시지' } },
  'inquiry/mention': { title: { en: 'Notes that mention you', ko: '나를 언급한 메모' } },
  'inquiry/breach': { title: { en: 'Deadlines that passed', ko: '기한을 넘긴 문의' } },
  'inquiry/reply': { title: { en: 'Answers to your inquiries', ko: '내 문의의 답변' } },
} as const satisfies { readonly [category: string]: { readonly title: Text; readonly description?: Text } }
