import type { Entry } from '../../entry.ts'

/** What a room or a person's list of rooms refuses, but for messages. */
export const rooms: readonly Entry[] = [
  {
    code: 'chat/archived',
    en: {
      what: 'Nothing can be posted, edited or reacted to in this room, since it is archived.',
      why: "An owner or the app's staff archived it; it can still be read.",
      fix: 'Post in another room, or let an owner send update with archived: false.',
    },
    ko: {
      what: '보관된 대화방이라 글을 쓰거나 고치거나 반응할 수 없습니다.',
      why: '소유자나 앱의 운영진이 보관한 방입니다. 읽을 수는 있습니다.',
      fix: '다른 방에 쓰거나, 소유자가 archived: false로 update를 보내게 하세요.',
    },
  },
  {
    code: 'chat/bad-key',
    en: {
      what: 'A room was to be created under a key of another kind.',
      why: 'The key says the kind: p-… is private, dm-… direct and never created by hand, anything else public.',
      fix: 'Begin the key of a private room with "p-", and that of a public room with neither "p-" nor "dm-".',
    },
    ko: {
      what: '종류가 다른 키로 대화방을 만들려고 했습니다.',
      why: '키가 방의 종류를 정합니다. p-…는 비공개, dm-…는 직접 만들 수 없는 1:1 대화, 나머지는 공개입니다.',
      fix: '비공개 방의 키는 "p-"로 시작하고, 공개 방의 키는 "p-"나 "dm-"으로 시작하지 않게 하세요.',
    },
  },
  {
    code: 'chat/blocked',
    en: {
      what: 'One of the two has blocked the other, so nothing is said in their direct room.',
      why: 'Blocking closes the direct room to both, whoever did it; opening one with somebody whom you blocked is refused, too.',
      fix: 'Unblock the person (block with on: false) if it was you; otherwise there is nothing to do.',
    },
    ko: {
      what: '둘 중 한 명이 상대를 차단해서 1:1 대화를 할 수 없습니다.',
      why: '누가 차단했든 1:1 대화방은 양쪽 모두에게 닫힙니다. 자신이 차단한 사람과 새 대화를 여는 것도 거부됩니다.',
      fix: '자신이 차단했다면 on: false로 block을 보내 해제하세요. 아니라면 할 수 있는 일이 없습니다.',
    },
  },
  {
    code: 'chat/exists',
    en: {
      what: 'A room was to be created that is there already.',
      why: 'Its key is taken. Those who may not see the room get not-allowed instead.',
      fix: 'Join the room, or create one with another key.',
    },
    ko: {
      what: '이미 있는 대화방을 만들려고 했습니다.',
      why: '키가 이미 쓰이고 있습니다. 방을 볼 수 없는 사람은 대신 not-allowed를 받습니다.',
      fix: '그 방에 들어가거나 다른 키로 만드세요.',
    },
  },
  {
    code: 'chat/full',
    en: {
      what: 'The room has as many members as it may.',
      why: 'The default is 20 000, and limits.maxMembers of chat() may have lowered it.',
      fix: 'Make another room, or raise limits.maxMembers if your app lowered it.',
    },
    ko: {
      what: '대화방의 멤버가 가득 찼습니다.',
      why: '기본 최댓값은 20,000명이고, chat()의 limits.maxMembers로 더 낮췄을 수 있습니다.',
      fix: '다른 방을 만들거나, 앱에서 낮춘 값이라면 limits.maxMembers를 늘리세요.',
    },
  },
  {
    code: 'chat/last-owner',
    en: {
      what: 'The last owner of a room was to leave or to lose the role while others are there.',
      why: 'Nobody could look after the room any more, so the last owner stays.',
      fix: 'Make somebody else an owner with setRole first.',
    },
    ko: {
      what: '다른 멤버가 남아 있는데 방의 마지막 소유자가 나가거나 소유자 역할을 내려놓으려고 했습니다.',
      why: '방을 관리할 사람이 없어지므로 마지막 소유자는 남아야 합니다.',
      fix: '먼저 setRole로 다른 사람을 소유자로 만드세요.',
    },
  },
  {
    code: 'chat/no-member',
    en: {
      what: 'That person is no member of this room, or nobody has made the room yet.',
      why: 'Kicking, roles and mutes are for members; update needs a room that has begun.',
      fix: 'Check the id of the person, or let somebody post or create first.',
    },
    ko: {
      what: '그 사람은 이 대화방의 멤버가 아니거나, 아직 아무도 만들지 않은 방입니다.',
      why: '내보내기, 역할, 음소거는 멤버에게만 할 수 있고, update는 시작된 방에만 할 수 있습니다.',
      fix: '사용자 id를 확인하거나, 먼저 글을 쓰거나 create로 방을 만드세요.',
    },
  },
  {
    code: 'chat/too-many',
    en: {
      what: "There would be more of something than a room or a person's list may have.",
      why: 'The message names it: staff (100), invitations (1000), banned people (5000), reports or held messages (500), rooms of one person (500), blocked people (1000) or scheduled messages (100).',
      fix: 'Remove some that are not needed any more; an app that lowered limits of chat() may raise them.',
    },
    ko: {
      what: '대화방이나 개인 목록에 허용된 개수를 넘습니다.',
      why: '메시지에 무엇인지 나와 있습니다. 운영진(100), 초대(1000), 차단된 사용자(5000), 신고나 보류된 메시지(500), 한 사람의 방(500), 개인 차단(1000), 예약 메시지(100)입니다.',
      fix: '더 이상 필요 없는 것을 지우세요. 앱에서 chat()의 limits를 낮췄다면 늘릴 수 있습니다.',
    },
  },
]
