/** What the site itself says; the chat brings its own words. */
export interface Words {
  readonly rooms: string
  readonly newRoom: string
  readonly roomName: string
  readonly roomRule: string
  readonly open: string
  readonly cancel: string
  readonly hint: string
  readonly hintLink: string
  readonly dismiss: string
  readonly about: string
}

const en: Words = {
  rooms: 'Rooms',
  newRoom: 'New room',
  roomName: 'Name of the room',
  roomRule: 'Letters a–z, digits, - and _',
  open: 'Open',
  cancel: 'Cancel',
  hint: 'Talk to yourself:',
  hintLink: 'open this page in a second window',
  dismiss: 'Close this hint',
  about: 'Chat by Parley: realtime for the Node app you already have.',
}

const ko: Words = {
  rooms: '대화방',
  newRoom: '새 대화방',
  roomName: '대화방 이름',
  roomRule: '영문 소문자, 숫자, -, _',
  open: '열기',
  cancel: '취소',
  hint: '혼자서도 해 볼 수 있어요.',
  hintLink: '새 창에서 이 페이지 열기',
  dismiss: '안내 닫기',
  about: 'Parley로 만든 채팅이에요. 쓰고 있는 Node 앱에 실시간을 더해요.',
}

export const catalogues = { en, ko }

export function languageOf(tag: string): 'en' | 'ko' {
  return /^ko\b/iu.test(tag) ? 'ko' : 'en'
}
