// What somebody may send himself on the page /notifications/, to see what a notification can be.

import type { Notice } from '@parley/notifications'
import type { NotificationsOptions } from '@parley/notifications/server'

/** How long the digest on the page waits: long enough to see it gather, short enough to wait for. */
const digestWindowMs = 3_000

const expiresAfterMs = 60_000

/** The categories of that page. */
export const tryCategories: NonNullable<NotificationsOptions['categories']> = {
  'try/messages': {
    title: { en: 'Messages to try', ko: '체험용 알림' },
    description: { en: 'What you send yourself on this page', ko: '이 페이지에서 나에게 보내는 알림' },
  },
  'try/comments': {
    title: { en: 'Comments to try', ko: '체험용 댓글' },
    description: { en: 'Gathered for three seconds', ko: '3초 동안 모아서 알려요' },
    digest: {
      windowMs: digestWindowMs,
      title: { en: '{actors} commented on your draft', ko: '{actors}님이 초안에 댓글을 남겼어요' },
    },
  },
  'try/security': {
    title: { en: 'Security', ko: '보안' },
    description: { en: 'Also in quiet hours', ko: '방해 금지 시간에도 알려요' },
    urgent: true,
  },
}

const ana = { id: 'try-ana', name: 'Ana' }
const ben = { id: 'try-ben', name: 'Ben' }
const min = { id: 'try-min', name: '민지' }
const cho = { id: 'try-cho', name: 'Cho' }

const message = (notice: Omit<Notice, 'category'>): Notice => ({ category: 'try/messages', ...notice })

/** By kind, what it sends at a time in milliseconds since 1970. */
const kinds: { readonly [kind: string]: (now: number) => readonly Notice[] } = {
  plain: () => [
    message({
      title: { en: 'Your parcel is on its way', ko: '택배가 출발했어요' },
      body: { en: 'It arrives tomorrow before noon.', ko: '내일 오전에 도착해요.' },
      link: '/notifications/',
    }),
  ],
  actions: () => [
    message({
      title: { en: '{actors} asks: lunch at noon?', ko: '{actors}님이 물어요. 12시에 점심 어때요?' },
      actor: ben,
      actions: [
        { id: 'yes', label: { en: 'I am in', ko: '좋아요' } },
        { id: 'no', label: { en: 'Not today', ko: '다음에요' } },
      ],
    }),
  ],
  group: () =>
    [cho, min, ben, ana].map((actor) =>
      message({
        title: { en: '{actors} liked your photo', ko: '{actors}님이 내 사진을 좋아해요' },
        actor,
        key: 'try/photo',
        link: '/notifications/',
      }),
    ),
  digest: () =>
    [
      { actor: ana, title: { en: 'Ana: The second part is clearer now.', ko: 'Ana: 두 번째 부분이 더 분명해졌어요.' } },
      { actor: ben, title: { en: 'Ben: Where is the picture from?', ko: 'Ben: 그림은 어디에서 가져왔어요?' } },
      { actor: min, title: { en: '민지: I would end here.', ko: '민지: 저라면 여기서 끝낼래요.' } },
    ].map((comment) => ({ category: 'try/comments', link: '/notifications/', ...comment })),
  security: () => [
    {
      category: 'try/security',
      title: { en: 'New sign-in from Lisbon', ko: '리스본에서 새로 로그인했어요' },
      body: { en: 'Not you? Then change your password.', ko: '내가 아니라면 비밀번호를 바꾸세요.' },
    },
  ],
  silent: () => [message({ title: { en: 'The weekly report is there', ko: '주간 보고서가 나왔어요' }, silent: true })],
  expiring: (now) => [
    message({
      title: { en: 'Your table is kept for one minute', ko: '1분 동안 자리를 잡아 두었어요' },
      expiresAt: now + expiresAfterMs,
    }),
  ],
  private: () => [
    message({
      title: { en: 'Your results are in', ko: '검사 결과가 나왔어요' },
      body: { en: 'All is well.', ko: '모두 정상이에요.' },
      private: true,
    }),
  ],
}

export const tryKinds: readonly string[] = Object.keys(kinds)

/** What is sent for a kind, in this order; `undefined`: there is no such kind. */
export function noticesOf(kind: string, now: number): readonly Notice[] | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind]?.(now) : undefined
}
