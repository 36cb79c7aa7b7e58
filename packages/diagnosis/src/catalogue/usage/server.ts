import type { Entry } from '../../entry.ts'

/** What throws at a line that uses what attach returned. */
export const serverUsage: readonly Entry[] = [
  {
    code: 'ERR_BODY_TIMEOUT',
    en: {
      what: 'Reading the body of a request failed in fetch of a feature, because its sender was too slow.',
      why: "A body has to bring minWriteBytes within each writeTimeoutMs; else a peer that dribbles would hold a feature's handler for ever.",
      fix: "Catch it as any broken upload and answer 408; where your users' networks are that slow, raise writeTimeoutMs of attach.",
    },
    ko: {
      what: '기능의 fetch에서 요청 본문을 읽다가, 보내는 쪽이 너무 느려 실패했습니다.',
      why: '본문은 writeTimeoutMs마다 minWriteBytes 이상 들어와야 합니다. 그러지 않으면 조금씩 흘려보내는 상대가 핸들러를 끝없이 붙잡게 됩니다.',
      fix: '끊긴 업로드처럼 처리해 408로 응답하고, 사용자의 네트워크가 실제로 그만큼 느리다면 attach의 writeTimeoutMs를 늘리세요.',
    },
  },
  {
    code: 'ERR_CHANNELS_OFF',
    en: {
      what: 'parley.channel() was called, but this server has no generic channels.',
      why: 'They are off unless attach is told otherwise, so that no server takes channels that nobody wanted.',
      fix: 'Write attach(server, { channels: true }), or use the channels of a feature.',
    },
    ko: {
      what: 'parley.channel()을 호출했지만 이 서버에는 범용 채널이 없습니다.',
      why: '원하지 않은 채널이 생기지 않도록, attach에서 켜지 않으면 범용 채널은 꺼져 있습니다.',
      fix: 'attach(server, { channels: true })로 켜거나, 기능이 제공하는 채널을 쓰세요.',
    },
  },
  {
    code: 'ERR_JWT_OPTIONS',
    en: {
      what: 'jwt() was given options that cannot work, or that would let in people whom they should not.',
      why: 'It needs either secret (32 bytes at least) or jwks (an https URL or a key set), and knows no other names; a misspelt audience would accept the tokens of every other app.',
      fix: "Correct the option that the message names, as in jwt({ secret: process.env.JWT_SECRET, audience: 'my-app' }).",
    },
    ko: {
      what: 'jwt()에 쓸 수 없는 옵션이거나, 들여서는 안 될 사용자까지 들이게 되는 옵션을 넣었습니다.',
      why: 'secret(32바이트 이상)이나 jwks(https URL 또는 키 세트) 중 하나가 필요하고, 모르는 이름은 받지 않습니다. audience를 잘못 적으면 다른 앱의 토큰까지 받아들이게 되기 때문입니다.',
      fix: "jwt({ secret: process.env.JWT_SECRET, audience: 'my-app' })처럼, 메시지에 나온 옵션을 고치세요.",
    },
  },
  {
    code: 'ERR_NO_CHANNELS',
    en: {
      what: 'exportPerson or erasePerson was called on a server that has no channels.',
      why: 'There is neither a feature nor generic channels, so nothing of a person is kept here that could be looked through.',
      fix: 'Call it on the server that has your features, as in attach(server, { features: [chat()] }).',
    },
    ko: {
      what: '채널이 없는 서버에서 exportPerson이나 erasePerson을 호출했습니다.',
      why: '기능도 범용 채널도 없어 이 서버에는 찾아볼 사용자 데이터가 없습니다.',
      fix: 'attach(server, { features: [chat()] })처럼 기능이 있는 서버에서 호출하세요.',
    },
  },
  {
    code: 'ERR_PERSON',
    en: {
      what: 'exportPerson or erasePerson was called with something that is no id of a person.',
      why: 'It takes the id that authenticate or the token gave, a string that is not empty; an object or undefined would find nobody and look like success.',
      fix: 'Pass the id itself, as in parley.erasePerson(user.id).',
    },
    ko: {
      what: 'exportPerson이나 erasePerson에 사용자 id가 아닌 값을 넣었습니다.',
      why: 'authenticate나 토큰이 준 id, 즉 비어 있지 않은 문자열을 받습니다. 객체나 undefined를 받으면 아무도 찾지 못하면서 성공한 것처럼 보이게 됩니다.',
      fix: 'parley.erasePerson(user.id)처럼 id를 넘기세요.',
    },
  },
  {
    code: 'ERR_REVOKE',
    en: {
      what: 'revoke was called with something that is no id of a user.',
      why: "It takes the id that authenticate or the token gave; anything else would close nobody's sockets, while you believe that access is gone.",
      fix: 'Pass the id itself, as in parley.revoke(user.id).',
    },
    ko: {
      what: 'revoke에 사용자 id가 아닌 값을 넣었습니다.',
      why: 'authenticate나 토큰이 준 id를 받습니다. 다른 값이면 접근을 막았다고 생각하지만 실제로는 아무 연결도 닫히지 않습니다.',
      fix: 'parley.revoke(user.id)처럼 id를 넘기세요.',
    },
  },
  {
    code: 'no-erase',
    en: {
      what: "erasePerson left the logs of a kind of channel as they were, since its definition does not say what of an event is a person's.",
      why: "Events without erase may hold anybody's data, so they are counted in left instead of being guessed at.",
      fix: 'Add erase: (event, person) => … to that definition, or erase: () => undefined if its events name nobody, then erase again.',
    },
    ko: {
      what: '채널 정의에 erase가 없어 erasePerson이 그 종류의 채널 로그를 그대로 두었습니다.',
      why: 'erase가 없는 이벤트에는 누구의 데이터든 들어 있을 수 있으므로, 짐작해서 지우지 않고 left에 집계합니다.',
      fix: '그 정의에 erase: (event, person) => …를, 이벤트에 사람이 나오지 않는다면 erase: () => undefined를 추가한 뒤 다시 지우세요.',
    },
  },
  {
    code: 'unknown-key',
    en: {
      what: 'exportPerson or erasePerson could not look through channels whose key their definition no longer accepts.',
      why: 'acceptsKey refuses keys that have a log, so nobody can load those channels; they are counted in left.',
      fix: 'Let acceptsKey accept those keys, and do it again.',
    },
    ko: {
      what: '정의에서 더 이상 받지 않는 키의 채널이 있어 exportPerson이나 erasePerson이 확인하지 못했습니다.',
      why: '로그가 있는 키를 acceptsKey가 거부해서 채널을 불러올 수 없고, left에 집계합니다.',
      fix: 'acceptsKey가 그 키를 받게 한 뒤 다시 실행하세요.',
    },
  },
]
