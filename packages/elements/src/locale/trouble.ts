import type { StatusReason } from '@parley/client'
import { type Cause, causeInEnglish, causeInKorean } from './failures.ts'
import { plural } from './plural.ts'

/** What elements say of a connection. `meanwhile`, `offlineText`, `refusedView`, `ended` and `reason` are each feature's own. */
export interface TroubleTexts extends SharedTroubleTexts {
  /** What becomes of what is done while the connection is away. */
  readonly meanwhile: string
  readonly offlineText: string
  readonly refusedView: string
  readonly ended: string
  /** Why something was refused, in words for the person who did it. */
  reason(refusal: { readonly code: string; readonly message: string }): string
}

export interface SharedTroubleTexts {
  readonly connecting: string
  readonly reconnecting: string
  readonly unreachable: string
  readonly unreachableText: string
  readonly nextTry: (seconds: number) => string
  readonly tryNow: string
  readonly lost: string
  readonly offline: string
  readonly backOnline: string
  readonly refusedConnection: string
  readonly outdated: string
  readonly outdatedText: string
  readonly reload: string
  /** For whoever builds the page. */
  readonly cause: (reason: StatusReason) => Cause
}

/** What the platform's codes mean to people; a feature adds its own. */
export type Reasons = { readonly [code: string]: string }

const inEnglish = plural('en')
const inKorean = plural('ko')

export const trouble: { readonly en: SharedTroubleTexts; readonly ko: SharedTroubleTexts } = {
  en: {
    connecting: 'Connecting',
    reconnecting: 'Connecting again…',
    unreachable: 'The server cannot be reached',
    unreachableText: 'It may be restarting, or something stands between you and it. This page keeps trying.',
    nextTry: (seconds) => inEnglish(seconds, { one: 'Next try in # second', other: 'Next try in # seconds' }),
    tryNow: 'Try now',
    lost: 'Connection lost',
    offline: 'You are offline',
    backOnline: 'Connected',
    refusedConnection: 'The server said no',
    outdated: 'This page is out of date',
    outdatedText: 'Reload it to go on with the newer one.',
    reload: 'Reload',
    cause: causeInEnglish,
  },
  ko: {
    connecting: '연결하는 중이에요',
    reconnecting: '다시 연결하고 있어요…',
    unreachable: '서버에 연결할 수 없어요',
    unreachableText: '서버가 다시 시작하는 중이거나 네트워크가 막혀 있을 수 있어요. 계속 연결해 볼게요.',
    nextTry: (seconds) => inKorean(seconds, { other: '#초 후에 다시 시도해요' }),
    tryNow: '지금 시도',
    lost: '연결이 끊겼어요',
    offline: '오프라인 상태예요',
    backOnline: '연결됐어요',
    refusedConnection: '서버가 연결을 거절했어요',
    outdated: '페이지가 오래됐어요',
    outdatedText: '새로고침하면 새 버전으로 이어서 쓸 수 있어요.',
    reload: '새로고침',
    cause: causeInKorean,
  },
}

export const platformReasons: { readonly en: Reasons; readonly ko: Reasons } = {
  en: {
    'not-allowed': 'You are not allowed to do that here.',
    'unknown-channel': 'There is no such thing here.',
    unauthenticated: 'Please sign in first.',
    'token-expired': 'Please sign in again.',
    revoked: 'Your access was taken away.',
    'protocol-version': 'This page is out of date. Please reload it.',
    'schema-mismatch': 'This page is out of date. Please reload it.',
    'invalid-input': 'The server does not take this as it is.',
    'too-fast': 'That was too much at once. Please try again in a moment.',
    'client/too-large': 'This is too long.',
    'client/outbox-full': 'Too much is waiting for the network.',
    'client/too-old': 'It was sent long ago, and nobody knows whether it arrived.',
    'too-many-pending': 'Too much is waiting. Please try again in a moment.',
    'store-unavailable': 'The server could not save it. Please try again.',
    'store-full': 'The server has no room left to save it.',
    internal: 'Something went wrong on the server.',
  },
  ko: {
    'not-allowed': '여기서는 할 수 없는 일이에요.',
    'unknown-channel': '여기에는 없어요.',
    unauthenticated: '먼저 로그인해 주세요.',
    'token-expired': '다시 로그인해 주세요.',
    revoked: '접근 권한이 없어졌어요.',
    'protocol-version': '페이지가 오래됐어요. 새로고침해 주세요.',
    'schema-mismatch': '페이지가 오래됐어요. 새로고침해 주세요.',
    'invalid-input': '서버가 받아들일 수 없는 내용이에요.',
    'too-fast': '한꺼번에 너무 많이 했어요. 잠시 후 다시 시도해 주세요.',
    'client/too-large': '너무 길어요.',
    'client/outbox-full': '네트워크를 기다리는 것이 너무 많아요.',
    'client/too-old': '오래전에 보낸 것이라 도착했는지 알 수 없어요.',
    'too-many-pending': '기다리는 것이 너무 많아요. 잠시 후 다시 시도해 주세요.',
    'store-unavailable': '서버에 저장하지 못했어요. 다시 시도해 주세요.',
    'store-full': '서버에 저장할 공간이 없어요.',
    internal: '서버에 문제가 생겼어요.',
  },
}

/** The sentence for a code, else what the server said. */
export function reasonIn(reasons: Reasons, { code, message }: { readonly code: string; readonly message: string }) {
  return (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? message
}
