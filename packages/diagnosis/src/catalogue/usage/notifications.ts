import type { Entry } from '../../entry.ts'

/** What throws at notifications(), at its ways, and at what it adds to attach. */
export const notificationsUsage: readonly Entry[] = [
  {
    code: 'ERR_NOTIFICATIONS_CATEGORY',
    en: {
      what: 'A category given to notifications(), or announced by a feature, is not what a category can be.',
      why: 'Its name is 1 to 100 of a–z, 0–9, "-", "_" and "/"; ways names ways that there are and says true or false; digest.windowMs is a second to 7 days, throttle.max 1 to 100, afterMs at most 30 days.',
      fix: "Correct what the message names, as in categories: { 'billing/invoice': { title: 'Invoices', ways: { email: true } } }.",
    },
    ko: {
      what: 'notifications()에 주었거나 기능이 알리는 카테고리가 올바르지 않습니다.',
      why: '이름은 a–z, 0–9, "-", "_", "/"로 1–100자입니다. ways에는 등록한 발송 방법의 이름과 true나 false를, digest.windowMs에는 1초–7일, throttle.max에는 1–100, afterMs에는 30일 이하를 씁니다.',
      fix: "categories: { 'billing/invoice': { title: '청구서', ways: { email: true } } }처럼, 메시지에 나온 부분을 고치세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_EMAIL',
    en: {
      what: 'email() lacks something that mails need.',
      why: 'It needs transport (how mail is sent), from (an address), siteUrl (the http or https address that links in mails begin with) and addressOf (a function that says where a person reads mail).',
      fix: "Correct the field that the message names, as in email({ transport: 'smtps://…', from: 'Example <no-reply@example.com>', siteUrl: 'https://example.com', addressOf: (user) => … }).",
    },
    ko: {
      what: 'email()에 메일을 보내는 데 필요한 값이 없습니다.',
      why: 'transport(발송 방법), from(주소), siteUrl(메일 속 링크의 앞부분이 되는 http나 https 주소), addressOf(사용자의 메일 주소를 알려 주는 함수)가 필요합니다.',
      fix: "email({ transport: 'smtps://…', from: 'Example <no-reply@example.com>', siteUrl: 'https://example.com', addressOf: (user) => … })처럼, 메시지에 나온 필드를 고치세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_ID',
    en: {
      what: 'The id of a notice is not what it can be.',
      why: 'It is 1 to 64 visible ASCII characters, and under the same id a notice takes effect once within 24 hours.',
      fix: "Write parley.notify('ana', notice, { id: 'invoice-17' }), or leave the id out.",
    },
    ko: {
      what: '알림의 id 형식이 맞지 않습니다.',
      why: '공백 없는 ASCII 1–64자여야 하고, 같은 id의 알림은 24시간 안에 한 번만 전송됩니다.',
      fix: "parley.notify('ana', notice, { id: 'invoice-17' })처럼 쓰거나 id를 빼세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_KEY',
    en: {
      what: 'A key in keys of notifications() cannot be used.',
      why: 'A key has 16 or more visible ASCII characters, stands there once, and names categories that there are. An environment variable that is not set leaves it undefined.',
      fix: "Write notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] }), and set the variable.",
    },
    ko: {
      what: 'notifications()의 keys에 있는 키를 쓸 수 없습니다.',
      why: '키는 공백 없는 ASCII 16자 이상이고 중복될 수 없으며, 실제로 있는 카테고리를 지정해야 합니다. 환경 변수가 없으면 키가 undefined가 됩니다.',
      fix: "notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] })처럼 쓰고 환경 변수를 설정하세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_LIMITS',
    en: {
      what: 'A limit given to notifications() is no limit of it, no whole number from 1, or higher than the default.',
      why: 'The defaults are what inboxes and queues are built for, so limits can only be lowered; the message names the highest.',
      fix: 'Lower it or leave it out of limits.',
    },
    ko: {
      what: 'notifications()에 준 제한이 존재하지 않거나, 1 이상의 정수가 아니거나, 기본값보다 큽니다.',
      why: '기본값은 알림함과 대기열이 감당하도록 설계된 크기라서 낮출 수만 있습니다. 최댓값은 메시지에 나와 있습니다.',
      fix: '값을 낮추거나 limits에서 빼세요.',
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_SUBJECT',
    en: {
      what: 'subject of webPush() is no address at which push services could reach you.',
      why: 'Push services want a mailto: or https: address of whoever sends; they refuse localhost and private hosts, Apple with 403 BadJwtToken.',
      fix: "Write webPush({ subject: 'mailto:you@your-domain.com' }), or the https address of your site.",
    },
    ko: {
      what: 'webPush()의 subject로는 푸시 서비스가 보낸 사람에게 연락할 수 없습니다.',
      why: '푸시 서비스는 보낸 사람의 mailto: 또는 https: 주소를 요구합니다. localhost나 사설 호스트는 거부하며, Apple은 403 BadJwtToken으로 응답합니다.',
      fix: "webPush({ subject: 'mailto:you@your-domain.com' })나 사이트의 https 주소를 쓰세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_TOPIC',
    en: {
      what: 'A topic was named by something that is no name of one.',
      why: 'A topic is 1 to 64 of a–z, 0–9, "-" and "_".',
      fix: "Write parley.notifications.publish('releases', { … }).",
    },
    ko: {
      what: '토픽 이름의 형식이 맞지 않습니다.',
      why: '토픽 이름은 a–z, 0–9, "-", "_"로 1–64자입니다.',
      fix: "parley.notifications.publish('releases', { … })처럼 쓰세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_USER',
    en: {
      what: 'A notice was to go to something that is no id of a person.',
      why: "A person's id is a string of 1 to 150 characters, the same that authenticate or the token gives; an object would reach nobody.",
      fix: 'Write parley.notify(user.id, { … }).',
    },
    ko: {
      what: '알림을 받을 사람으로 사용자 id가 아닌 값을 넣었습니다.',
      why: '사용자 id는 authenticate나 토큰이 주는 것과 같은 1–150자의 문자열입니다. 객체를 넘기면 아무에게도 가지 않습니다.',
      fix: 'parley.notify(user.id, { … })처럼 쓰세요.',
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_VAPID',
    en: {
      what: 'keys of webPush() are no pair of VAPID keys.',
      why: 'They are a public and a private key of the curve P-256 in base64url, and belong together; browsers subscribe with the one and push services check the other.',
      fix: 'Leave keys out, and they are made at the first start and kept with the data; or paste both as your generator printed them.',
    },
    ko: {
      what: 'webPush()의 keys가 VAPID 키 쌍이 아닙니다.',
      why: 'P-256 곡선의 공개 키와 개인 키를 base64url로 쓴 한 쌍이어야 합니다. 브라우저는 공개 키로 구독하고 푸시 서비스는 개인 키의 서명을 확인합니다.',
      fix: 'keys를 빼면 처음 시작할 때 만들어 데이터와 함께 보관합니다. 직접 만든 키라면 두 값을 출력된 그대로 붙여 넣으세요.',
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_WAY',
    en: {
      what: 'A way given to notifications() cannot be used, or a number of notifications() or webPush() is out of range.',
      why: 'A way has send and a name of its own (1 to 64 of a–z, 0–9, "-", "_", not "inbox"); hosts is a list of names, afterMs at most 30 days, ttlSeconds at most 28 days.',
      fix: "Correct what the message names, as in ways: [{ name: 'sms', title: 'SMS', send: async (delivery) => ({ status: 'sent' }) }].",
    },
    ko: {
      what: 'notifications()에 준 발송 방법을 쓸 수 없거나, notifications()나 webPush()의 숫자가 범위를 벗어났습니다.',
      why: '발송 방법에는 send와 고유한 name(a–z, 0–9, "-", "_"로 1–64자, "inbox" 제외)이 필요합니다. hosts는 이름의 배열, afterMs는 30일 이하, ttlSeconds는 28일 이하입니다.',
      fix: "ways: [{ name: 'sms', title: 'SMS', send: async (delivery) => ({ status: 'sent' }) }]처럼, 메시지에 나온 부분을 고치세요.",
    },
  },
  {
    code: 'ERR_NOTIFICATIONS_WEBHOOK',
    en: {
      what: 'webhook() of notifications cannot be used with these options.',
      why: 'url is an address of http or https; secret is "whsec_" and 24 to 64 bytes in base64; headers have names and values of visible ASCII.',
      fix: "Make a secret as the message says, and write webhook({ url: 'https://example.com/hook', secret: process.env.WEBHOOK_SECRET }).",
    },
    ko: {
      what: '알림의 webhook()을 이 옵션으로는 쓸 수 없습니다.',
      why: 'url은 http나 https 주소, secret은 "whsec_" 뒤에 base64로 쓴 24–64바이트, headers의 이름과 값은 공백 없는 ASCII여야 합니다.',
      fix: "메시지에 나온 방법으로 secret을 만들고 webhook({ url: 'https://example.com/hook', secret: process.env.WEBHOOK_SECRET })처럼 쓰세요.",
    },
  },
]
