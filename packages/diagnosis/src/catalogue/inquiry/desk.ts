import type { Entry } from '../../entry.ts'

/** What the desk refuses its agents. */
export const desk: readonly Entry[] = [
  {
    code: 'inquiry/bad-time',
    en: {
      what: 'An inquiry was to be snoozed until a time that does not do.',
      why: 'until is in milliseconds since 1970, to come, and at most 365 days ahead, or what limits.maxSnoozeDays says.',
      fix: 'Send a time to come, as Date.now() + 3_600_000.',
    },
    ko: {
      what: '문의를 미룰 수 없는 시각을 지정했습니다.',
      why: 'until은 1970년부터 센 밀리초로, 앞으로 올 시각이고 최대 365일(또는 limits.maxSnoozeDays) 뒤까지입니다.',
      fix: 'Date.now() + 3_600_000처럼 앞으로 올 시각을 보내세요.',
    },
  },
  {
    code: 'inquiry/capacity',
    en: {
      what: 'The agent has as many open inquiries as he takes.',
      why: "Capacity comes from the app's profile or a supervisor's setCapacity, and counts what is open and his.",
      fix: 'Resolve, snooze or hand over some, or let a supervisor raise it with setCapacity.',
    },
    ko: {
      what: '상담원이 맡을 수 있는 수만큼 이미 맡고 있습니다.',
      why: '담당 가능 수는 앱의 프로필이나 슈퍼바이저의 setCapacity로 정하고, 열린 담당 문의를 셉니다.',
      fix: '일부를 해결하거나 미루거나 넘기고, 필요하다면 슈퍼바이저가 setCapacity로 늘리게 하세요.',
    },
  },
  {
    code: 'inquiry/changed',
    en: {
      what: 'The inquiry changed since the agent saw it.',
      why: 'rev of the command is not that of the row: somebody took, moved or resolved it meanwhile. The message says what is so now.',
      fix: 'Look at the row as it is now, and send the command again with its rev if it is still meant.',
    },
    ko: {
      what: '상담원이 보고 있던 사이에 문의가 바뀌었습니다.',
      why: '명령의 rev가 지금 문의의 rev와 다릅니다. 그사이 누군가 맡거나 옮기거나 해결했고, 현재 상태는 메시지에 나와 있습니다.',
      fix: '현재 상태를 확인하고, 그래도 필요하면 새 rev로 다시 보내세요.',
    },
  },
  {
    code: 'inquiry/no-agent',
    en: {
      what: 'Nobody of that id can take inquiries of this team now.',
      why: 'He is of another team, is offline or has been gone for longer than graceMs, or the id is none of an agent; agentOf of inquiry() says who is one.',
      fix: 'Choose somebody of that team who is there, or set the own status to available first.',
    },
    ko: {
      what: '그 id의 상담원은 지금 이 팀의 문의를 맡을 수 없습니다.',
      why: '다른 팀이거나, 오프라인이거나, graceMs보다 오래 자리를 비웠거나, 상담원의 id가 아닙니다. 누가 상담원인지는 inquiry()의 agentOf가 정합니다.',
      fix: '자리에 있는 그 팀의 상담원을 고르거나, 자신의 상태를 먼저 available로 바꾸세요.',
    },
  },
  {
    code: 'inquiry/no-canned-reply',
    en: {
      what: 'There is no canned reply of that id any more.',
      why: 'A colleague removed it, and this page had not heard of it yet.',
      fix: 'Do nothing; to have it back, save it again with saveReply.',
    },
    ko: {
      what: '그 id의 자주 쓰는 답변이 더 이상 없습니다.',
      why: '동료가 지웠는데 이 페이지에는 아직 전달되지 않았습니다.',
      fix: '그대로 두면 됩니다. 다시 쓰려면 saveReply로 저장하세요.',
    },
  },
  {
    code: 'inquiry/no-team',
    en: {
      what: 'There is no team of that name.',
      why: 'teams of inquiry() does not have it: it is misspelt, or was taken out and an old page still offers it.',
      fix: 'Use a name that teams has, or load the page anew.',
    },
    ko: {
      what: '그런 이름의 팀이 없습니다.',
      why: 'inquiry()의 teams에 없습니다. 이름이 틀렸거나, 없앤 팀을 예전 페이지가 아직 보여 주고 있습니다.',
      fix: 'teams에 있는 이름을 쓰거나 페이지를 새로 고치세요.',
    },
  },
  {
    code: 'inquiry/not-waiting',
    en: {
      what: 'The inquiry is not in the queue.',
      why: 'It is resolved, snoozed, merged or with a bot, so nobody can take it, and what is with a bot cannot be snoozed.',
      fix: 'Reopen or wake it first, or wait until the bot hands over.',
    },
    ko: {
      what: '대기열에 있는 문의가 아닙니다.',
      why: '해결되었거나, 미뤄 두었거나, 합쳐졌거나, 봇이 응대 중이라 맡을 수 없습니다. 봇이 응대 중인 문의는 미룰 수도 없습니다.',
      fix: '먼저 다시 열거나 깨우고, 봇이라면 넘겨줄 때까지 기다리세요.',
    },
  },
  {
    code: 'inquiry/not-yours',
    en: {
      what: 'Somebody else answers this inquiry, or nobody does yet.',
      why: 'Replying, releasing, snoozing and resolving are for the agent who has it and for supervisors.',
      fix: 'Take it first with claim, or reply with join: true to answer beside the one who has it.',
    },
    ko: {
      what: '다른 상담원이 맡았거나 아직 아무도 맡지 않은 문의입니다.',
      why: '답변하거나 내려놓거나 미루거나 해결하는 것은 맡은 상담원과 슈퍼바이저만 할 수 있습니다.',
      fix: '먼저 claim으로 맡거나, join: true로 담당자와 함께 답변하세요.',
    },
  },
  {
    code: 'inquiry/resolved',
    en: {
      what: 'The inquiry is resolved, so that this cannot be done with it.',
      why: 'Only label, reopen and merge change what is resolved.',
      fix: 'Reopen it first if there is something to do.',
    },
    ko: {
      what: '이미 해결된 문의라 이 동작을 할 수 없습니다.',
      why: '해결된 문의에는 label, reopen, merge만 할 수 있습니다.',
      fix: '할 일이 있다면 먼저 다시 여세요.',
    },
  },
  {
    code: 'inquiry/taken',
    en: {
      what: 'Somebody was faster and has this inquiry.',
      why: 'Of all who claim an inquiry at once one gets it; the message says who.',
      fix: 'Take the next one from the queue, or ask that colleague to transfer it.',
    },
    ko: {
      what: '다른 상담원이 먼저 맡은 문의입니다.',
      why: '여러 명이 동시에 맡으려 하면 한 명만 맡게 됩니다. 누구인지는 메시지에 나와 있습니다.',
      fix: '대기열에서 다음 문의를 맡거나, 그 동료에게 넘겨 달라고 하세요.',
    },
  },
]
