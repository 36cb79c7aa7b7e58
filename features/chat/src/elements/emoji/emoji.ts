// The emoji that the picker offers: one a line, its English and its Korean name, and words that find it.
const source = {
  faces: `😀|grinning face|활짝 웃는 얼굴|smile happy 미소
😄|smiling with open eyes|눈웃음|happy laugh 기쁨
😂|tears of joy|웃겨서 눈물|laugh lol ㅋㅋ
🤣|rolling on the floor|데굴데굴 웃음|laugh rofl ㅋㅋ
😊|smiling face|흐뭇한 미소|happy blush
🙂|slight smile|살짝 미소|ok fine
😉|winking|윙크|wink joke
😍|heart eyes|하트 눈|love 사랑 좋아
🥰|smiling with hearts|사랑스러움|love 사랑
😘|blowing a kiss|키스 보내기|kiss 뽀뽀
😎|sunglasses|선글라스|cool 멋짐
🤔|thinking|생각 중|hmm 고민
🤨|raised eyebrow|의심|doubt really
😐|neutral face|무표정|meh
😏|smirking|능글맞은 미소|smirk
🙄|rolling eyes|눈 굴리기|eyeroll
😅|sweat smile|식은땀 미소|phew 휴
😬|grimacing|이 악물기|awkward 어색
😴|sleeping|자는 중|zzz tired 졸림
😢|crying|눈물|sad 슬픔 ㅠㅠ
😭|loudly crying|엉엉 울기|sad 슬픔 ㅠㅠ
😡|angry|화남|mad 분노
🤯|mind blown|머리 폭발|wow 충격
😱|screaming|비명|fear shock 공포
🥳|partying|파티 얼굴|birthday celebrate 생일
🤗|hugging|포옹|hug 안아
🤝|handshake|악수|deal agree 합의
🫠|melting|녹는 얼굴|hot embarrassed
🤒|sick|아픔|ill 감기
🤖|robot|로봇|bot 봇`,
  hands: `👍|thumbs up|좋아요|yes ok plus +1 최고
👎|thumbs down|싫어요|no minus -1 별로
👏|clapping|박수|applause bravo 짝짝
🙌|raised hands|만세|hooray celebrate
🙏|folded hands|부탁·감사|please thanks 고마워
👋|waving hand|손 인사|hello bye hi 안녕
👌|OK hand|오케이|ok perfect
✌️|victory|브이|peace
🤞|crossed fingers|행운을 빌어|luck
💪|flexed arm|힘내|strong 파이팅
🫡|salute|경례|yes sir 충성
👀|eyes|보는 중|look see 확인
☝️|index finger up|검지 위로|one point
👉|pointing right|오른쪽 가리키기|this
✍️|writing hand|글쓰기|note
🫶|heart hands|손하트|love 사랑`,
  signs: `❤️|red heart|빨간 하트|love 사랑
🧡|orange heart|주황 하트|love
💚|green heart|초록 하트|love
💙|blue heart|파란 하트|love
💔|broken heart|깨진 하트|sad
🔥|fire|불|hot lit 대박
✨|sparkles|반짝반짝|new magic
⭐|star|별|favourite
💯|hundred points|백 점|perfect 만점
✅|check mark|완료 표시|done yes 확인
❌|cross mark|엑스 표시|no wrong 아니
❓|question mark|물음표|why what 질문
❗|exclamation mark|느낌표|important 중요
⚠️|warning|경고|careful 주의
🚫|prohibited|금지|no stop
💡|light bulb|전구|idea 아이디어
🔔|bell|종|notify 알림
📌|pushpin|압정|pin 고정
🔒|lock|자물쇠|secure 보안
⏳|hourglass|모래시계|wait 대기`,
  things: `🎉|party popper|폭죽|congratulations tada 축하
🎂|birthday cake|생일 케이크|생일 축하
🎁|gift|선물|present
🏆|trophy|트로피|win 우승
🚀|rocket|로켓|ship launch 출시 배포
🐛|bug|벌레|버그 bug
🛠️|tools|도구|fix 수리
💻|laptop|노트북|computer 컴퓨터
📱|phone|휴대폰|mobile
📅|calendar|달력|date 일정
📈|rising chart|상승 그래프|growth up
📉|falling chart|하락 그래프|down
📝|memo|메모|note write 기록
📎|paperclip|클립|attach 첨부
🔗|link|링크|url
💰|money bag|돈주머니|cash 돈
☕|coffee|커피|tea break 휴식
🍕|pizza|피자|food lunch 점심
🍜|noodles|국수|ramen 라면 점심
🍺|beer|맥주|drink cheers 건배
🌱|seedling|새싹|plant grow
🌈|rainbow|무지개|hope
☀️|sun|해|sunny morning 맑음
🌙|moon|달|night 밤
🌧️|rain|비|weather
⚽|football|축구공|soccer 축구
🎵|music note|음표|song 음악
🐶|dog|강아지|puppy 개
🐱|cat|고양이|kitty 냥
🦦|otter|수달|animal`,
} as const

export type EmojiGroup = keyof typeof source

interface Entry {
  readonly emoji: string
  readonly en: string
  readonly ko: string
  readonly words: string
}

const groups = Object.entries(source).map(([name, lines]) => ({
  name: name as EmojiGroup,
  entries: lines.split('\n').map((line): Entry => {
    const [emoji = '', en = '', ko = '', words = ''] = line.split('|')
    return { emoji, en, ko, words }
  }),
}))
const all = groups.flatMap(({ entries }) => entries)
const byEmoji = new Map(all.map((entry) => [entry.emoji, entry]))

export const emojiGroups: readonly { readonly name: EmojiGroup; readonly emoji: readonly string[] }[] = groups.map(
  ({ name, entries }) => ({ name, emoji: entries.map(({ emoji }) => emoji) }),
)

/** The name of an emoji in a language; of one that is not ours: itself, which screen readers can name. */
export function emojiName(emoji: string, language: 'en' | 'ko'): string {
  return byEmoji.get(emoji)?.[language] ?? emoji
}

/** Every word asked for begins a word of the names or is within a Korean one. */
export function findEmoji(query: string): readonly string[] {
  const asked = query.toLowerCase().trim().split(/\s+/u)
  return all.filter((entry) => asked.every((word) => fits(entry, word))).map(({ emoji }) => emoji)
}

function fits({ emoji, en, ko, words }: Entry, asked: string): boolean {
  if (emoji === asked) return true
  const text = ` ${en} ${ko} ${words}`.toLowerCase()
  return /\p{Script=Hangul}/u.test(asked) ? text.includes(asked) : text.includes(` ${asked}`)
}
