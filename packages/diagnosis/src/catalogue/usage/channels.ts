import type { Entry } from '../../entry.ts'

/** What throws where somebody defines a channel or a feature. */
export const channelUsage: readonly Entry[] = [
  {
    code: 'ERR_CHANNEL_DOCUMENTS',
    en: {
      what: 'A view names a collection of documents that cannot be one.',
      why: 'A collection has a name of 1 to 200 characters; one star is allowed, at the end behind a slash, for all collections that begin so.',
      fix: 'Rename the collection in documents of that view, as in messages or "thread/*".',
    },
    ko: {
      what: '뷰의 documents에 컬렉션 이름으로 쓸 수 없는 값이 있습니다.',
      why: '컬렉션 이름은 1–200자입니다. 별표는 그 앞부분으로 시작하는 컬렉션 전체를 뜻하고, 맨 끝의 슬래시 뒤에만 쓸 수 있습니다.',
      fix: '해당 뷰의 documents에 있는 컬렉션 이름을 messages나 "thread/*"처럼 고치세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_EFFECT',
    en: {
      what: 'An effect of an event has a field that cannot be stored, so the command that made the event failed.',
      why: 'Texts such as collection, id and command are strings, the order of a document is a whole number, a timer is due at a time in milliseconds, and an announcement stays within its lengths. The message names the field.',
      fix: 'Correct the field that the message names in effects of the channel; it often comes from an event that lacks it, as an older one may.',
    },
    ko: {
      what: '이벤트의 effects에 저장할 수 없는 필드가 있어 그 이벤트를 만든 명령이 실패했습니다.',
      why: 'collection, id, command 등은 문자열, 문서의 order는 정수, 타이머의 dueAt은 밀리초 시각이어야 하고, 알림은 길이 제한을 지켜야 합니다. 어떤 필드인지는 메시지에 나와 있습니다.',
      fix: '채널의 effects에서 메시지에 나온 필드를 고치세요. 예전 이벤트처럼 그 값이 없는 이벤트에서 오는 경우가 많습니다.',
    },
  },
  {
    code: 'ERR_CHANNEL_ERASE',
    en: {
      what: 'A person could not be erased from a channel whose log has been trimmed.',
      why: 'retain dropped the oldest events, so the state cannot be folded anew without the person, and the definition does not say how to take him out of a state.',
      fix: 'Add eraseState: (state, person) => state without that person to the definition of the channel, then erase again.',
    },
    ko: {
      what: '로그 앞부분이 잘린 채널이라 사용자의 데이터를 지우지 못했습니다.',
      why: 'retain 때문에 가장 오래된 이벤트가 사라져서 그 사람을 빼고 상태를 처음부터 다시 만들 수 없는데, 상태에서 그 사람을 빼는 방법이 정의되어 있지 않습니다.',
      fix: '채널 정의에 그 사람을 뺀 상태를 돌려주는 eraseState: (state, person) => …를 추가한 뒤 다시 지우세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_NAME',
    en: {
      what: 'The name of a channel has characters that it cannot have, or is too short or too long.',
      why: 'The kind of a channel is 1 to 64 of a–z, 0–9, "-" and "_". A generic channel has 1 to 100 letters, digits, "-", "_", "." and ":".',
      fix: "Use such a name, as in defineChannel('counter', …) or parley.channel('news').",
    },
    ko: {
      what: '채널 이름에 쓸 수 없는 문자가 있거나 길이가 맞지 않습니다.',
      why: '채널 종류의 이름은 a–z, 0–9, "-", "_"로 1–64자입니다. 범용 채널은 영문자, 숫자, "-", "_", ".", ":"로 1–100자입니다.',
      fix: "defineChannel('counter', …)나 parley.channel('news')처럼 규칙에 맞는 이름을 쓰세요.",
    },
  },
  {
    code: 'ERR_CHANNEL_RETAIN',
    en: {
      what: 'retain of a channel is neither a number of events nor a number of days.',
      why: 'It says how much of the log is kept: events is at least 1, days at least 0, and both are finite.',
      fix: 'Write retain: { events: 10_000 }, retain: { days: 30 } or both.',
    },
    ko: {
      what: '채널의 retain에 이벤트 수나 일수가 올바르게 들어 있지 않습니다.',
      why: 'retain은 로그를 얼마나 보관할지 정합니다. events는 1 이상, days는 0 이상이어야 하고 유한한 값이어야 합니다.',
      fix: 'retain: { events: 10_000 }이나 retain: { days: 30 }, 또는 둘 다 쓰세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_SIGNAL',
    en: {
      what: 'A signal says that it is heard in a view that its channel does not have.',
      why: 'views of a signal lists names of views of the same channel; the message has those that there are.',
      fix: 'Correct the name in views of the signal, or leave views out so that it is heard in all.',
    },
    ko: {
      what: '시그널의 views에 이 채널에 없는 뷰가 들어 있습니다.',
      why: '시그널의 views에는 같은 채널에 있는 뷰의 이름만 쓸 수 있습니다. 있는 뷰의 목록은 메시지에 나와 있습니다.',
      fix: '시그널의 views에 있는 이름을 고치거나, 모든 뷰에서 받도록 views를 빼세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_TWICE',
    en: {
      what: 'Two features define a channel of the same kind.',
      why: "The part of a channel's name before the slash says who decides on it, so only one definition may have it. Often the same feature stands in features twice.",
      fix: 'Leave one of them out of features, or give one channel another name in defineChannel.',
    },
    ko: {
      what: '두 기능이 같은 종류의 채널을 정의합니다.',
      why: '채널 이름의 슬래시 앞부분은 누가 그 채널을 처리하는지 나타내므로 정의가 하나여야 합니다. 같은 기능이 features에 두 번 들어간 경우가 많습니다.',
      fix: 'features에서 하나를 빼거나, defineChannel에서 한쪽 채널의 이름을 바꾸세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_VERSION',
    en: {
      what: 'version of a channel is no whole number from 1.',
      why: 'Events are stored with the version that they were written in, and upcast finds its step by that number.',
      fix: 'Write version: 2, and count up by one with each change of what is stored.',
    },
    ko: {
      what: '채널의 version이 1 이상의 정수가 아닙니다.',
      why: '이벤트는 기록될 때의 버전과 함께 저장되고, upcast는 그 번호로 변환 단계를 찾습니다.',
      fix: 'version: 2처럼 쓰고, 저장 형식이 바뀔 때마다 1씩 올리세요.',
    },
  },
  {
    code: 'ERR_CHANNEL_VIEW',
    en: {
      what: 'A view of a channel cannot be opened or sent as it is defined.',
      why: 'Its name is empty or longer than 200 characters; or it is in parts and its name does not end with "/*"; or it ends so and nothing says whom an event concerns; or its state is saved in another form and has no projection.',
      fix: 'Do what the message says about that view: rename it, add parts: (event) => […], or add a projection.',
    },
    ko: {
      what: '채널의 뷰를 지금 정의대로는 열거나 보낼 수 없습니다.',
      why: '이름이 비었거나 200자를 넘거나, 여러 파트로 나뉘는데 이름이 "/*"로 끝나지 않거나, 그렇게 끝나는데 이벤트가 어느 파트에 속하는지 정의되지 않았거나, 상태를 다른 형식으로 저장하면서 projection이 없습니다.',
      fix: '메시지가 말하는 대로 이름을 바꾸거나, parts: (event) => […]를 추가하거나, projection을 추가하세요.',
    },
  },
  {
    code: 'ERR_DELIVERY',
    en: {
      what: 'latest, sample or conflate was called with arguments that it cannot use.',
      why: 'latest takes a function of the event and a whole maxKeys from 1; sample takes whole milliseconds from 1; conflate takes both milliseconds and a function that makes one event of many.',
      fix: 'Write latest((event) => event.data.symbol), sample(250) or conflate(250, (events) => merged).',
    },
    ko: {
      what: 'latest, sample, conflate에 쓸 수 없는 인자를 넣었습니다.',
      why: 'latest는 이벤트를 받는 함수와 1 이상의 정수 maxKeys를, sample은 1 이상의 정수 밀리초를, conflate는 밀리초와 여러 이벤트를 하나로 합치는 함수를 받습니다.',
      fix: 'latest((event) => event.data.symbol), sample(250), conflate(250, (events) => merged)처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_FEATURE_ANNOUNCEMENTS',
    en: {
      what: 'Announcements have two takers, or the one that there is does not say where they go.',
      why: 'All features tell people things through one feature, by default notifications(). It gives a channel for each person and the names of two commands.',
      fix: "Keep one such feature in features; your own writes announcements: { to: (person) => 'inbox/' + person, announce: 'notify', withdraw: 'withdraw' }.",
    },
    ko: {
      what: '알림을 받아 처리하는 기능이 둘이거나, 하나 있는 기능이 알림을 어디로 보낼지 알려 주지 않습니다.',
      why: '모든 기능의 알림은 한 기능을 거칩니다. 보통 notifications()이며, 사용자별 채널과 두 명령의 이름을 알려 주어야 합니다.',
      fix: "features에 그런 기능을 하나만 두고, 직접 만든 기능이라면 announcements: { to: (person) => 'inbox/' + person, announce: 'notify', withdraw: 'withdraw' }를 쓰세요.",
    },
  },
  {
    code: 'ERR_FEATURE_ANNOUNCES',
    en: {
      what: 'A category in announces of a feature has no title, or another feature announces it too.',
      why: 'People read the title in their settings and switch the category there, so each needs words and one owner.',
      fix: "Write announces: { 'billing/invoice': { title: 'Invoices' } }, beginning with the name of your feature.",
    },
    ko: {
      what: '기능의 announces에 있는 카테고리에 제목이 없거나, 다른 기능도 같은 카테고리를 씁니다.',
      why: '사용자는 설정에서 제목을 보고 카테고리를 켜고 끄므로, 카테고리마다 제목이 있고 소유한 기능이 하나여야 합니다.',
      fix: "announces: { 'billing/invoice': { title: '청구서' } }처럼 기능 이름으로 시작하도록 쓰세요.",
    },
  },
  {
    code: 'ERR_FEATURE_API',
    en: {
      what: 'api of a feature returns no object, or a name in it is taken.',
      why: "What features return is added to what attach returns, so a name may be neither attach's own nor another feature's.",
      fix: 'Return an object from api, and rename the property that the message names.',
    },
    ko: {
      what: '기능의 api가 객체를 돌려주지 않거나, 그 안의 이름이 이미 쓰이고 있습니다.',
      why: '기능이 돌려준 값은 attach의 반환값에 합쳐지므로 attach의 이름이나 다른 기능의 이름과 겹칠 수 없습니다.',
      fix: 'api에서 객체를 돌려주고, 메시지에 나온 속성의 이름을 바꾸세요.',
    },
  },
  {
    code: 'ERR_FEATURE_START',
    en: {
      what: 'start of a feature did not return an object with close.',
      why: 'What a feature begins has to end when the server closes; otherwise its timers keep the process alive.',
      fix: 'Write start: (server) => ({ close: async () => { … } }).',
    },
    ko: {
      what: '기능의 start가 close를 가진 객체를 돌려주지 않았습니다.',
      why: '기능이 시작한 일은 서버가 닫힐 때 끝나야 합니다. 그러지 않으면 타이머가 남아 프로세스가 끝나지 않습니다.',
      fix: 'start: (server) => ({ close: async () => { … } })처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_FEATURE_TIMER',
    en: {
      what: 'setTimer of a feature was asked for a time that no timer of a process can take.',
      why: 'It runs after at most 2 147 483 647 ms, about 24.8 days, and is gone with a restart.',
      fix: "For anything later, or what must survive a restart, let an event have the effect { do: 'timer', … } of a channel.",
    },
    ko: {
      what: '기능의 setTimer에 프로세스 타이머로는 처리할 수 없는 시간을 넣었습니다.',
      why: '최대 2,147,483,647ms(약 24.8일)까지이고, 재시작하면 사라집니다.',
      fix: "더 늦은 시각이거나 재시작 뒤에도 남아야 한다면 채널 이벤트의 effects에서 { do: 'timer', … }를 쓰세요.",
    },
  },
  {
    code: 'ERR_PRESENCE',
    en: {
      what: 'watchPresence was called for a view that does not show who is here.',
      why: 'Who has a view open is kept only for views whose rule says so, because it costs memory and messages.',
      fix: 'Add presence: true to the rule of that view, as in views: { all: { presence: true } }.',
    },
    ko: {
      what: '접속자를 보여 주지 않는 뷰에 watchPresence를 호출했습니다.',
      why: '누가 뷰를 열고 있는지 알려면 메모리와 메시지가 더 들기 때문에, 그렇게 정의한 뷰에서만 기록합니다.',
      fix: 'views: { all: { presence: true } }처럼 해당 뷰의 규칙에 presence: true를 추가하세요.',
    },
  },
  {
    code: 'ERR_RATE',
    en: {
      what: 'rate of a command or signal is not what a rate can be.',
      why: "perSecond is a number above 0, burst a whole number from 1, per is 'user' or 'address', counts is 'effects' or 'attempts'.",
      fix: 'Write rate: { perSecond: 1, burst: 5 }, or a list of such.',
    },
    ko: {
      what: '명령이나 시그널의 rate 값이 올바르지 않습니다.',
      why: "perSecond는 0보다 큰 수, burst는 1 이상의 정수, per는 'user'나 'address', counts는 'effects'나 'attempts'여야 합니다.",
      fix: 'rate: { perSecond: 1, burst: 5 }처럼 쓰거나, 그런 객체의 배열을 쓰세요.',
    },
  },
  {
    code: 'ERR_REFUSE',
    en: {
      what: 'refuse() was called with a retryAfterMs that cannot be, or with one although it says that nothing helps.',
      why: 'retryAfterMs is a whole number of milliseconds from 0, and clients send again after it; with retryable: false that contradicts itself.',
      fix: 'Write refuse(code, message, { retryAfterMs: 5000 }), or leave retryAfterMs out.',
    },
    ko: {
      what: 'refuse()에 쓸 수 없는 retryAfterMs를 넣었거나, 다시 시도할 수 없다고 하면서 retryAfterMs를 넣었습니다.',
      why: 'retryAfterMs는 0 이상의 정수 밀리초이고 클라이언트는 그 시간이 지나면 다시 보냅니다. retryable: false와 함께 쓰면 모순입니다.',
      fix: 'refuse(code, message, { retryAfterMs: 5000 })처럼 쓰거나 retryAfterMs를 빼세요.',
    },
  },
]
