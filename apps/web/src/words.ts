import type { Kind } from './kinds.ts'
import * as support from './support-words.ts'

/** What the page of the market says. */
export interface TradingWords {
  /** The one that the page begins with. */
  readonly market: string
  readonly demoLabel: string
  readonly demo: string
  readonly more: string
}

/** What the site itself says; the elements bring their own words. */
export interface Words {
  readonly hint: string
  readonly hintLink: string
  readonly dismiss: string
  readonly about: string
  readonly pagesLabel: string
  readonly pages: { readonly [page in 'chat' | 'notifications' | 'shop' | 'desk' | 'trading']: string }
  readonly tryTitle: string
  readonly tryAbout: string
  readonly send: string
  readonly sendAll: string
  readonly sendAllAbout: string
  /** What a screen reader calls a button. */
  readonly sendWhat: (what: string) => string
  readonly sent: string
  readonly tooFast: (seconds: number) => string
  readonly notSignedIn: string
  readonly notSent: string
  readonly kinds: { readonly [kind in Kind]: { readonly name: string; readonly about: string } }
  readonly settings: string
  readonly shop: support.ShopWords
  readonly desk: support.DeskWords
  readonly trading: TradingWords
}

const en: Words = {
  hint: 'Talk to yourself:',
  hintLink: 'open this page in a second window',
  dismiss: 'Close this hint',
  about: 'Chat by Parley: realtime for the Node app you already have.',
  pagesLabel: 'Pages',
  pages: { chat: 'Chat', notifications: 'Notifications', shop: 'Shop', desk: 'Desk', trading: 'Trading' },
  tryTitle: 'Send yourself one',
  tryAbout: 'It arrives in the bell above. Only you get it.',
  send: 'Send',
  sendAll: 'One of each',
  sendAllAbout: 'All of the kinds above at once: one toast says how many.',
  sendWhat: (what) => `Send: ${what}`,
  sent: 'Sent.',
  tooFast: (seconds) => `That was fast. Try again in ${seconds} s.`,
  notSignedIn: 'Sign in first.',
  notSent: 'This could not be sent. Try again.',
  kinds: {
    plain: { name: 'Plain', about: 'A title, a line and a link.' },
    actions: { name: 'With buttons', about: 'Can be answered where it is shown.' },
    group: { name: 'Grouped', about: 'Four people, one key: one notification that says “Ana and 3 others”.' },
    digest: { name: 'Digest', about: 'Three comments, gathered for three seconds, come as one.' },
    security: { name: 'Required', about: 'Nobody can switch it off, and quiet hours do not hold it back.' },
    silent: { name: 'Silent', about: 'Waits in the bell: no toast, no sound, no push.' },
    expiring: { name: 'Expiring', about: 'Is gone by itself after one minute.' },
    private: { name: 'Private', about: 'A push would only say that there is something.' },
  },
  settings: 'Settings',
  trading: {
    market: 'BTC-USD',
    demoLabel: 'Paper money',
    demo: 'Nothing here is real: you got play money, and trade with bots and with whoever is here.',
    more: 'Prices are made up, orders are matched by a real engine.',
  },
  ...support.en,
}

const ko: Words = {
  hint: '혼자서도 해 볼 수 있어요.',
  hintLink: '새 창에서 이 페이지 열기',
  dismiss: '안내 닫기',
  about: 'Parley로 만든 채팅이에요. 쓰고 있는 Node 앱에 실시간을 더해요.',
  pagesLabel: '페이지',
  pages: { chat: '채팅', notifications: '알림', shop: '상점', desk: '상담 데스크', trading: '거래' },
  tryTitle: '나에게 보내 보기',
  tryAbout: '위에 있는 종에 도착해요. 나에게만 보내요.',
  send: '보내기',
  sendAll: '하나씩 모두',
  sendAllAbout: '위의 알림을 한꺼번에 보내요. 몇 개인지 한 번만 알려 줘요.',
  sendWhat: (what) => `보내기: ${what}`,
  sent: '보냈어요.',
  tooFast: (seconds) => `조금 빨랐어요. ${seconds}초 뒤에 다시 해 보세요.`,
  notSignedIn: '먼저 로그인하세요.',
  notSent: '보내지 못했어요. 다시 해 보세요.',
  kinds: {
    plain: { name: '기본', about: '제목과 한 줄, 링크가 있어요.' },
    actions: { name: '버튼', about: '알림에서 바로 답할 수 있어요.' },
    group: { name: '묶음', about: '“Ana님 외 3명”: 네 사람의 일이 같은 키로 와서 하나로 알려요.' },
    digest: { name: '모아 보기', about: '댓글 세 개를 3초 동안 모아 하나로 알려요.' },
    security: { name: '필수', about: '끌 수 없고, 방해 금지 시간에도 알려요.' },
    silent: { name: '조용히', about: '종에만 쌓여요. 알림창도 소리도 푸시도 없어요.' },
    expiring: { name: '시한', about: '1분 뒤에 저절로 사라져요.' },
    private: { name: '비공개', about: '푸시에는 알림이 있다는 말만 담겨요.' },
  },
  settings: '설정',
  trading: {
    market: 'BTC-KRW',
    demoLabel: '모의 투자',
    demo: '실제 돈이 아니에요. 받은 모의 투자금으로 봇이나 여기 있는 사람들과 거래해요.',
    more: '가격은 만들어진 것이고, 주문은 진짜 엔진이 체결해요.',
  },
  ...support.ko,
}

export const catalogues = { en, ko }

export function languageOf(tag: string): 'en' | 'ko' {
  return /^ko\b/iu.test(tag) ? 'ko' : 'en'
}

/** Gives the page the language of its reader. */
export function speak(): Words {
  const language = languageOf(navigator.language)
  document.documentElement.lang = language
  return catalogues[language]
}
