import type { Entry } from '../../entry.ts'

/** What throws at chat(). */
export const chatUsage: readonly Entry[] = [
  {
    code: 'ERR_CHAT_BOT',
    en: {
      what: 'A bot given to chat() lacks its key, id or name, or shares its key or id with another.',
      why: 'A bot signs in over HTTP with Authorization: Bearer <key>. The key is 16 or more visible ASCII characters and tells bots apart, as does the id. An environment variable that is not set leaves the key undefined.',
      fix: "Write chat({ bots: [{ key: process.env.BOT_KEY, id: 'bot-weather', name: 'Weather' }] }), and set the variable.",
    },
    ko: {
      what: 'chat()에 준 봇에 key, id, name 중 하나가 없거나, key나 id가 다른 봇과 같습니다.',
      why: '봇은 HTTP에서 Authorization: Bearer <key>로 인증합니다. key는 공백 없는 ASCII 16자 이상이고, key와 id는 봇마다 달라야 합니다. 환경 변수가 없으면 key가 undefined가 됩니다.',
      fix: "chat({ bots: [{ key: process.env.BOT_KEY, id: 'bot-weather', name: '날씨' }] })처럼 쓰고 환경 변수를 설정하세요.",
    },
  },
  {
    code: 'ERR_CHAT_FILES',
    en: {
      what: 'files of chat() is not what it can be.',
      why: 'It is false or an object; its store has put, open, delete and list; its numbers are whole and positive, its types a list of media types. The message names what is wrong.',
      fix: "Write chat({ files: { folder: './parley-files', maxBytes: 10_000_000 } }), or files: false to take none.",
    },
    ko: {
      what: 'chat()의 files 값이 올바르지 않습니다.',
      why: 'false이거나 객체여야 하고, store에는 put, open, delete, list가 있어야 하며, 숫자는 양의 정수, types는 미디어 타입의 배열이어야 합니다. 무엇이 틀렸는지는 메시지에 나와 있습니다.',
      fix: "chat({ files: { folder: './parley-files', maxBytes: 10_000_000 } })처럼 쓰고, 파일을 받지 않으려면 files: false로 쓰세요.",
    },
  },
  {
    code: 'ERR_CHAT_LIMITS',
    en: {
      what: 'A limit given to chat() is no limit of the chat, no whole number from 1, or higher than the default.',
      why: 'The defaults are what rooms and lists are built for, so limits can be lowered and never raised; the message names the highest.',
      fix: 'Lower it or leave it out, as in chat({ limits: { maxMembers: 500 } }).',
    },
    ko: {
      what: 'chat()에 준 제한이 채팅의 제한이 아니거나, 1 이상의 정수가 아니거나, 기본값보다 큽니다.',
      why: '기본값은 대화방과 목록이 감당하도록 설계된 크기라서 낮출 수만 있고 높일 수는 없습니다. 최댓값은 메시지에 나와 있습니다.',
      fix: 'chat({ limits: { maxMembers: 500 } })처럼 낮추거나 빼세요.',
    },
  },
]
