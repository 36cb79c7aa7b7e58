/** What the site itself says; the chat brings its own words. */
export interface Words {
  readonly hint: string
  readonly hintLink: string
  readonly dismiss: string
  readonly about: string
}

const en: Words = {
  hint: 'Talk to yourself:',
  hintLink: 'open this page in a second window',
  dismiss: 'Close this hint',
  about: 'Chat by Parley: realtime for the Node app you already have.',
}

const ko: Words = {
  hint: '혼자서도 해 볼 수 있어요.',
  hintLink: '새 창에서 이 페이지 열기',
  dismiss: '안내 닫기',
  about: 'Parley로 만든 채팅이에요. 쓰고 있는 Node 앱에 실시간을 더해요.',
}

export const catalogues = { en, ko }

export function languageOf(tag: string): 'en' | 'ko' {
  return /^ko\b/iu.test(tag) ? 'ko' : 'en'
}
