import type { Entry } from '../entry.ts'

/** What notifications() refuses and answers over HTTP. */
export const notifications: readonly Entry[] = [
  {
    code: 'notifications/bad-host',
    en: {
      what: 'The push service of a browser is none that this app allows.',
      why: 'hosts of webPush() lists the services to push to, and the endpoint that the browser gave is at another; the message names its host.',
      fix: "Add the host that the message names, as in webPush({ hosts: ['fcm.googleapis.com', '*.push.apple.com', '*.push.services.mozilla.com'] }).",
    },
    ko: {
      what: '이 앱에서 허용하지 않는 푸시 서비스를 쓰는 브라우저입니다.',
      why: 'webPush()의 hosts에 허용할 서비스가 있는데, 브라우저가 준 엔드포인트는 다른 호스트입니다. 호스트는 메시지에 나와 있습니다.',
      fix: "webPush({ hosts: ['fcm.googleapis.com', '*.push.apple.com', '*.push.services.mozilla.com'] })처럼 메시지에 나온 호스트를 추가하세요.",
    },
  },
  {
    code: 'notifications/bad-link',
    en: {
      what: 'The link of a notification is neither a path nor an address of http or https.',
      why: 'A path begins with one slash; "//host", javascript: and other schemes would lead people away from the app.',
      fix: "Write link: '/orders/17' or a whole https address.",
    },
    ko: {
      what: '알림의 link가 경로도, http나 https 주소도 아닙니다.',
      why: '경로는 슬래시 하나로 시작합니다. "//host"나 javascript: 같은 스킴은 사용자를 앱 밖으로 보낼 수 있어 받지 않습니다.',
      fix: "link: '/orders/17'이나 전체 https 주소를 쓰세요.",
    },
  },
  {
    code: 'notifications/bad-subscription',
    en: {
      what: 'What a browser gave for push is no subscription.',
      why: 'The message names the field: endpoint is an https address, keys has p256dh and auth in base64url. A subscription that was taken apart or made by hand ends like this.',
      fix: "Send subscription.toJSON() of the browser's PushSubscription as it is.",
    },
    ko: {
      what: '브라우저가 준 푸시 구독 정보가 올바르지 않습니다.',
      why: '어떤 필드인지는 메시지에 있습니다. endpoint는 https 주소, keys에는 base64url로 쓴 p256dh와 auth가 있어야 합니다. 구독 객체를 나누거나 직접 만들면 이 오류가 납니다.',
      fix: '브라우저 PushSubscription의 subscription.toJSON()을 그대로 보내세요.',
    },
  },
  {
    code: 'notifications/bad-time',
    en: {
      what: 'A time is over, too far ahead, or quiet hours would never end.',
      why: 'Times are in milliseconds since 1970: expiresAt lies in the future, snooze within 365 days. Quiet hours of the whole of every day never let anything out.',
      fix: 'Send a time to come, as Date.now() + 3_600_000; instead of endless quiet hours switch the ways off.',
    },
    ko: {
      what: '이미 지났거나 너무 먼 시각이거나, 방해 금지 시간이 끝나지 않습니다.',
      why: '시각은 1970년부터 센 밀리초입니다. expiresAt은 미래여야 하고, 미루기는 365일 안이어야 합니다. 매일 하루 종일을 방해 금지 시간으로 정하면 알림이 영영 나가지 않습니다.',
      fix: 'Date.now() + 3_600_000처럼 앞으로 올 시각을 보내고, 끝없는 방해 금지 대신 발송 방법을 끄세요.',
    },
  },
  {
    code: 'notifications/bad-zone',
    en: {
      what: 'A time zone is none.',
      why: 'Zones have IANA names such as "Asia/Seoul"; "KST" or "+09:00" is none of them.',
      fix: "Send Intl.DateTimeFormat().resolvedOptions().timeZone of the person's browser.",
    },
    ko: {
      what: '없는 시간대입니다.',
      why: '시간대는 "Asia/Seoul" 같은 IANA 이름으로 씁니다. "KST"나 "+09:00"은 쓸 수 없습니다.',
      fix: '사용자 브라우저의 Intl.DateTimeFormat().resolvedOptions().timeZone 값을 보내세요.',
    },
  },
  {
    code: 'notifications/id-reused',
    en: {
      what: 'Something else was sent under this id within 24 hours.',
      why: 'An id says that a notice is the same as before, so that sending it twice tells once; this one has another content.',
      fix: "Give each notice an id of its own, as in { id: 'invoice-17-paid' }, and repeat it only with the same content.",
    },
    ko: {
      what: '24시간 안에 같은 id로 다른 내용을 보냈습니다.',
      why: 'id는 같은 알림을 두 번 보내도 한 번만 가게 하는 값인데, 내용이 다릅니다.',
      fix: "{ id: 'invoice-17-paid' }처럼 알림마다 다른 id를 쓰고, 같은 내용일 때만 같은 id를 다시 쓰세요.",
    },
  },
  {
    code: 'notifications/method',
    en: {
      what: 'Sending was tried with another method than POST (405).',
      why: 'The address /parley/notifications/send takes a JSON body by POST and nothing else.',
      fix: 'Send it with POST.',
    },
    ko: {
      what: 'POST가 아닌 메서드로 알림을 보내려고 했습니다(405).',
      why: '/parley/notifications/send는 POST로 보낸 JSON 본문만 받습니다.',
      fix: 'POST로 보내세요.',
    },
  },
  {
    code: 'notifications/no-action',
    en: {
      what: 'The notification has no action of that id.',
      why: 'Its actions were given when it was sent; an update may have replaced them.',
      fix: 'Act with an id that actions of the notification has now.',
    },
    ko: {
      what: '알림에 그런 id의 동작이 없습니다.',
      why: '동작은 알림을 보낼 때 정해지며, 갱신하면서 바뀌었을 수 있습니다.',
      fix: '지금 알림의 actions에 있는 id를 쓰세요.',
    },
  },
  {
    code: 'notifications/not-found',
    en: {
      what: 'There is no such notification in this inbox.',
      why: "None of the ids that were named is here: they never were, are another person's, or were removed, withdrawn or over. Beyond 500 the oldest go.",
      fix: "Take it off the screen when removed comes; in a program use the n of the inbox's own state.",
    },
    ko: {
      what: '이 알림함에 그런 알림이 없습니다.',
      why: '지정한 id가 모두 없습니다. 처음부터 없었거나, 다른 사람의 것이거나, 지웠거나, 회수되었거나, 만료되었습니다. 500개가 넘으면 오래된 것부터 사라집니다.',
      fix: 'removed 이벤트가 오면 화면에서 없애고, 프로그램에서는 알림함 상태에 있는 n을 쓰세요.',
    },
  },
  {
    code: 'notifications/off',
    en: {
      what: 'No program may send notifications over HTTP on this server (403).',
      why: 'notifications() was given no keys.',
      fix: "Write notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] }), and set the variable.",
    },
    ko: {
      what: '이 서버에서는 프로그램이 HTTP로 알림을 보낼 수 없습니다(403).',
      why: 'notifications()에 keys를 주지 않았습니다.',
      fix: "notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] })로 쓰고 환경 변수를 설정하세요.",
    },
  },
  {
    code: 'notifications/required',
    en: {
      what: 'This category cannot be switched off.',
      why: 'The app made it required or urgent, as for sign-ins or payments.',
      fix: 'Show it as fixed in settings; to let people choose, take required and urgent out of the category.',
    },
    ko: {
      what: '끌 수 없는 카테고리입니다.',
      why: '로그인이나 결제처럼 앱에서 required나 urgent로 정한 카테고리입니다.',
      fix: '설정 화면에서 고정된 항목으로 보여 주세요. 끌 수 있게 하려면 카테고리에서 required와 urgent를 빼세요.',
    },
  },
  {
    code: 'notifications/too-large',
    en: {
      what: 'The JSON body of a request to send is larger than 65 536 bytes (413).',
      why: 'A notification has a title, a body of 2000 characters and data of 4096; a list of people does not fit in one request.',
      fix: 'Send one request for each person, or publish to a topic.',
    },
    ko: {
      what: '알림 발송 요청의 JSON 본문이 65,536바이트를 넘습니다(413).',
      why: '알림은 제목, 2000자의 본문, 4096자의 data까지입니다. 여러 사람의 목록을 한 요청에 담을 수는 없습니다.',
      fix: '사람마다 요청을 보내거나 토픽으로 발행하세요.',
    },
  },
  {
    code: 'notifications/too-many',
    en: {
      what: 'One person, one topic or one queue has as much as it takes.',
      why: 'A person takes 120 of one category in a minute, a topic 100 000 subscribers and 1000 publications under way, unless limits lowered them. retryAfterMs says when there is room.',
      fix: 'Wait for retryAfterMs; give the category a digest or a throttle if it tells so much.',
    },
    ko: {
      what: '한 사람이나 토픽, 대기열이 받을 수 있는 양을 넘었습니다.',
      why: '한 사람은 카테고리마다 1분에 120개, 토픽은 구독자 100,000명과 진행 중인 발행 1000개까지이며 limits로 더 줄였을 수 있습니다. 언제 가능한지는 retryAfterMs에 있습니다.',
      fix: 'retryAfterMs만큼 기다리고, 알림이 자주 그만큼 나온다면 카테고리에 digest나 throttle을 설정하세요.',
    },
  },
  {
    code: 'notifications/unknown-category',
    en: {
      what: 'There is no category of that name.',
      why: 'It is neither in categories of notifications() nor announced by a feature; the message lists those that there are.',
      fix: "Define it, as in categories: { 'billing/invoice': { title: 'Invoices' } }, or correct the name.",
    },
    ko: {
      what: '그런 이름의 카테고리가 없습니다.',
      why: 'notifications()의 categories에도 없고 기능이 알리는 카테고리도 아닙니다. 있는 카테고리는 메시지에 나와 있습니다.',
      fix: "categories: { 'billing/invoice': { title: '청구서' } }처럼 정의하거나 이름을 고치세요.",
    },
  },
  {
    code: 'notifications/unknown-way',
    en: {
      what: 'There is no way of that name, or this category never goes it.',
      why: 'ways of notifications() has none such, or ways of the category leaves it out; the message says which there are.',
      fix: 'Add the way, as in ways: [email({ … })], or choose one that the category goes.',
    },
    ko: {
      what: '그런 이름의 발송 방법이 없거나, 이 카테고리는 그 방법으로 보내지 않습니다.',
      why: 'notifications()의 ways에 없거나 카테고리의 ways에서 빠져 있습니다. 있는 방법은 메시지에 나와 있습니다.',
      fix: 'ways: [email({ … })]처럼 방법을 추가하거나, 카테고리가 쓰는 방법을 고르세요.',
    },
  },
]
