import type { Entry } from '../../entry.ts'

/** What a room refuses of messages. */
export const messages: readonly Entry[] = [
  {
    code: 'chat/deleted',
    en: {
      what: 'The message that this is about was deleted.',
      why: 'Its place stays, but it is not edited, answered, pinned or reacted to any more.',
      fix: 'Take the message out of the menu when its deleted event comes, and do nothing else.',
    },
    ko: {
      what: '대상 메시지가 삭제되었습니다.',
      why: '자리는 남지만 수정, 답글, 고정, 반응은 할 수 없습니다.',
      fix: 'deleted 이벤트가 오면 화면에서 그 메시지의 메뉴를 없애면 됩니다.',
    },
  },
  {
    code: 'chat/empty',
    en: {
      what: 'A message has nothing that can be seen.',
      why: 'Its text is empty, or only blanks and invisible characters, and there is no file with it.',
      fix: 'Post some text or a file.',
    },
    ko: {
      what: '메시지에 보이는 내용이 없습니다.',
      why: '텍스트가 비었거나 공백과 보이지 않는 문자뿐이고, 파일도 없습니다.',
      fix: '텍스트나 파일을 넣어 보내세요.',
    },
  },
  {
    code: 'chat/may-not-mention-room',
    en: {
      what: 'Somebody mentioned everybody in a room where only the staff may.',
      why: "In direct rooms and public ones of up to 20 members all may, elsewhere owners, moderators and the app's staff.",
      fix: 'Post without mentions.room, or mention people one by one.',
    },
    ko: {
      what: '운영진만 모두를 언급할 수 있는 방에서 모두를 언급했습니다.',
      why: '1:1 대화와 멤버 20명 이하의 공개 방에서는 누구나, 그 밖에는 소유자, 모더레이터, 앱의 운영진만 할 수 있습니다.',
      fix: 'mentions.room 없이 보내거나 사람을 한 명씩 언급하세요.',
    },
  },
  {
    code: 'chat/muted',
    en: {
      what: 'Its author is muted in this room for now.',
      why: 'The staff of the room muted him until a time; retryAfterMs says how long that is. It is not sent again by itself.',
      fix: 'Wait for retryAfterMs, or ask the staff of the room to send unmute.',
    },
    ko: {
      what: '작성자가 지금 이 대화방에서 음소거되어 있습니다.',
      why: '방의 운영진이 일정 시간 동안 음소거했고, 남은 시간은 retryAfterMs에 있습니다. 자동으로 다시 보내지 않습니다.',
      fix: 'retryAfterMs만큼 기다리거나, 운영진에게 unmute를 요청하세요.',
    },
  },
  {
    code: 'chat/no-message',
    en: {
      what: 'There is no such message, or no such report, in this room.',
      why: 'The offset is none of a message, stands in another room, or the report was resolved already.',
      fix: 'Send the offset of the event that posted the message, as the view room shows it.',
    },
    ko: {
      what: '이 대화방에 그런 메시지나 신고가 없습니다.',
      why: 'offset이 메시지의 것이 아니거나, 다른 방의 것이거나, 이미 처리된 신고입니다.',
      fix: 'room 뷰에 나오는, 메시지를 게시한 이벤트의 offset을 보내세요.',
    },
  },
  {
    code: 'chat/not-yours',
    en: {
      what: 'Only the author of a message, or who invited somebody, may do that, or the staff.',
      why: 'Editing is for the author alone; deleting and taking an invitation back also for the staff of the room.',
      fix: 'Show the button only to those who may; let the staff do it otherwise.',
    },
    ko: {
      what: '메시지의 작성자나 초대한 사람, 또는 운영진만 할 수 있습니다.',
      why: '수정은 작성자만, 삭제와 초대 취소는 방의 운영진도 할 수 있습니다.',
      fix: '권한이 있는 사람에게만 버튼을 보여 주고, 필요하다면 운영진이 하게 하세요.',
    },
  },
  {
    code: 'chat/rejected',
    en: {
      what: 'The app, or the staff of the room, did not let the message through.',
      why: 'The function check of chat() refused the text with its own words, which are the message of this error, or a held message was rejected.',
      fix: 'Change the text as the message says, or mend the function check of chat() if it is too strict.',
    },
    ko: {
      what: '앱이나 방의 운영진이 메시지를 통과시키지 않았습니다.',
      why: 'chat()의 check 함수가 거부했거나 보류된 메시지가 거절되었습니다. 이유는 이 오류의 메시지에 있습니다.',
      fix: '메시지에 나온 대로 내용을 고치거나, chat()의 check 함수가 지나치게 엄격하다면 그 함수를 고치세요.',
    },
  },
  {
    code: 'chat/slow-mode',
    en: {
      what: 'Slow mode is on in this room, and its author posted a moment ago.',
      why: 'Everybody but the staff waits slowModeMs between two messages; retryAfterMs says how long still.',
      fix: 'Wait for retryAfterMs, or let the staff set slowModeMs to 0.',
    },
    ko: {
      what: '대화방에 천천히 모드가 켜져 있고, 작성자가 방금 글을 썼습니다.',
      why: '운영진이 아니면 메시지 사이에 slowModeMs만큼 기다려야 합니다. 남은 시간은 retryAfterMs에 있습니다.',
      fix: 'retryAfterMs만큼 기다리거나, 운영진이 slowModeMs를 0으로 바꾸게 하세요.',
    },
  },
  {
    code: 'chat/too-far',
    en: {
      what: 'A message was scheduled too far ahead.',
      why: '366 days ahead is the farthest, or what limits.maxScheduleMs of chat() says.',
      fix: 'Choose an earlier time; at is in milliseconds since 1970.',
    },
    ko: {
      what: '메시지를 너무 먼 시각으로 예약했습니다.',
      why: '최대 366일 뒤까지이고, chat()의 limits.maxScheduleMs로 더 줄였을 수 있습니다.',
      fix: '더 이른 시각을 고르세요. at은 1970년부터 센 밀리초입니다.',
    },
  },
  {
    code: 'chat/too-late',
    en: {
      what: 'That time is over, or the scheduled message is on its way already.',
      why: 'at of a scheduled message and until of a mute or ban lie in the future; a value in seconds instead of milliseconds lies in 1970. What is being sent cannot be called off.',
      fix: 'Send a time to come, in milliseconds, as Date.now() + 60_000.',
    },
    ko: {
      what: '이미 지난 시각이거나, 예약 메시지가 이미 발송 중입니다.',
      why: '예약의 at과 음소거나 차단의 until은 미래여야 합니다. 밀리초 대신 초를 넣으면 1970년이 됩니다. 발송이 시작된 메시지는 취소할 수 없습니다.',
      fix: 'Date.now() + 60_000처럼 앞으로 올 시각을 밀리초로 보내세요.',
    },
  },
  {
    code: 'chat/too-many-pins',
    en: {
      what: 'The room has as many pinned messages as it may.',
      why: 'A room pins at most 50, or what limits.maxPins of chat() says.',
      fix: 'Unpin one first.',
    },
    ko: {
      what: '대화방에 고정한 메시지가 너무 많습니다.',
      why: '방마다 최대 50개이고, chat()의 limits.maxPins로 더 줄였을 수 있습니다.',
      fix: '먼저 하나를 고정 해제하세요.',
    },
  },
  {
    code: 'chat/too-many-reactions',
    en: {
      what: 'The message has as many reactions as it may.',
      why: 'A message takes 20 different emoji and 500 reactions in all.',
      fix: 'Use an emoji that is there already, or none.',
    },
    ko: {
      what: '메시지에 반응이 너무 많습니다.',
      why: '메시지마다 서로 다른 이모지는 20개, 반응은 모두 500개까지입니다.',
      fix: '이미 있는 이모지를 쓰거나 반응을 남기지 마세요.',
    },
  },
]
