// What people are told of that happened to them in rooms, as they read it: the categories that the chat announces.
import { type Text, verbatim } from '@parley/channel/client'

/** Why somebody is told of a message. */
export type ToldOf = 'direct' | 'mention' | 'reply' | 'thread'

export const chatAnnounces = {
  'chat/direct': { title: { en: 'Direct messages', ko: '1:1 대화' } },
  'chat/mention': { title: { en: 'Mentions of you', ko: '나를 언급한 메시지' } },
  'chat/reply': {
    title: { en: 'Replies to you', ko: '내 메시지의 답장' },
    description: { en: 'Also what is new in threads you are in', ko: '참여한 스레드의 답글도 알려요' },
  },
  'chat/invite': { title: { en: 'Invitations to rooms', ko: '대화방 초대' } },
} as const satisfies { readonly [category: string]: { readonly title: Text; readonly description?: Text } }

export const categoryOf: { readonly [Why in ToldOf]: keyof typeof chatAnnounces } = {
  direct: 'chat/direct',
  mention: 'chat/mention',
  reply: 'chat/reply',
  thread: 'chat/reply',
}

/** `{actors}` is filled in where it is shown. `title`: the room's, or its key. */
export function toldTitle(of: ToldOf | 'invite', title: string): Text {
  const place = verbatim(title)
  switch (of) {
    case 'direct':
      return { en: '{actors} wrote to you', ko: '{actors}님이 메시지를 보냈어요' }
    case 'mention':
      return { en: `{actors} mentioned you in ${place}`, ko: `${place}에서 {actors}님이 나를 언급했어요` }
    case 'reply':
      return { en: `{actors} replied to you in ${place}`, ko: `${place}에서 {actors}님이 답장했어요` }
    case 'thread':
      return { en: `{actors} wrote in a thread in ${place}`, ko: `${place}의 스레드에 {actors}님이 답글을 달았어요` }
    case 'invite':
      return { en: `{actors} invited you to ${place}`, ko: `{actors}님이 ${place}에 초대했어요` }
  }
}

export const onlyFiles: Text = { en: 'A file', ko: '파일' }
