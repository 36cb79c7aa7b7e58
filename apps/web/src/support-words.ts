/** What stands on the shelf, by the pictures in shop/index.html. */
export const goods = ['mug', 'tea', 'notebook', 'lamp', 'pot', 'tote'] as const

export type Good = (typeof goods)[number]

/** Whom `POST /parley/try/agents/<agent>` of `parley start` lets one play. */
export const agents = ['ada', 'grace', 'linus'] as const

export type Agent = (typeof agents)[number]

/** What the page of the shop says. */
export interface ShopWords {
  readonly demoLabel: string
  readonly demo: string
  readonly openDesk: string
  readonly title: string
  readonly lead: string
  readonly goods: { readonly [good in Good]: { readonly name: string; readonly about: string; readonly price: number } }
  readonly price: (price: number) => string
  readonly add: string
  readonly addWhat: (what: string) => string
  readonly basket: (count: number) => string
  readonly questions: string
  readonly questionsText: string
  readonly ask: string
}

/** What the page of the desk says. */
export interface DeskWords {
  readonly demoLabel: string
  readonly demo: string
  readonly demoPlaying: (name: string) => string
  readonly openShop: string
  readonly openAnother: string
  readonly title: string
  readonly lead: string
  readonly agents: { readonly [agent in Agent]: { readonly name: string; readonly about: string } }
  readonly play: (name: string) => string
  readonly empty: string
}

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const won = new Intl.NumberFormat('ko-KR', { style: 'currency', currency: 'KRW' })

export const en: { readonly shop: ShopWords; readonly desk: DeskWords } = {
  shop: {
    demoLabel: 'Demo',
    demo: 'This shop is a demo: nothing is sold. Ask something in the corner, and answer it yourself:',
    openDesk: 'open the desk in a second window',
    title: 'Things for quiet mornings',
    lead: 'Made in small numbers, sent within two days.',
    goods: {
      mug: { name: 'Dawn mug', about: 'Stoneware, 350 ml', price: 18 },
      tea: { name: 'Mountain green tea', about: 'Whole leaves, 80 g', price: 12.5 },
      notebook: { name: 'Grid notebook', about: '144 pages that lie flat', price: 14 },
      lamp: { name: 'Reading lamp', about: 'Warm light, dimmed by a turn', price: 64 },
      pot: { name: 'Clay pot', about: 'With a saucer, 12 cm', price: 16 },
      tote: { name: 'Market bag', about: 'Heavy cotton, long handles', price: 22 },
    },
    price: (price) => dollars.format(price),
    add: 'Add to basket',
    addWhat: (what) => `Add to basket: ${what}`,
    basket: (count) =>
      count === 0 ? 'Your basket is empty' : count === 1 ? '1 thing in your basket' : `${count} things in your basket`,
    questions: 'A question?',
    questionsText: 'We answer here, on this page, also when you come back later.',
    ask: 'Ask us',
  },
  desk: {
    demoLabel: 'Demo',
    demo: 'This desk is a demo: its customers are whoever opens the shop, its agents whoever plays one.',
    demoPlaying: (name) => `You play ${name}. Customers see this name.`,
    openShop: 'Open the shop in a second window',
    openAnother: 'Play a colleague in another window',
    title: 'Whom do you play?',
    lead: 'One window is one agent. Open this page in several windows to see who is faster, to hand over, and to leave notes.',
    agents: {
      ada: { name: 'Ada', about: 'Answers what customers ask.' },
      grace: { name: 'Grace', about: 'Her colleague: takes what Ada has not, and what she hands over.' },
      linus: { name: 'Linus', about: 'A supervisor: assigns, and sees the board with its figures.' },
    },
    play: (name) => `Play ${name} (demo)`,
    empty:
      'Nobody waits. Open the shop in a second window and ask something: it appears here by itself, under Unassigned.',
  },
}

export const ko: { readonly shop: ShopWords; readonly desk: DeskWords } = {
  shop: {
    demoLabel: '체험',
    demo: '체험용 상점이에요. 실제로 팔지는 않아요. 구석에 있는 버튼으로 물어보고, 직접 답해 보세요.',
    openDesk: '새 창에서 상담 데스크 열기',
    title: '조용한 아침을 위한 물건',
    lead: '조금씩 만들고, 이틀 안에 보내 드려요.',
    goods: {
      mug: { name: '새벽 머그잔', about: '도자기, 350ml', price: 24_000 },
      tea: { name: '산 녹차', about: '통잎, 80g', price: 16_000 },
      notebook: { name: '모눈 노트', about: '활짝 펴지는 144쪽', price: 18_000 },
      lamp: { name: '독서등', about: '돌려서 밝기를 맞추는 따뜻한 빛', price: 86_000 },
      pot: { name: '토분', about: '받침 포함, 12cm', price: 21_000 },
      tote: { name: '장바구니', about: '두꺼운 면, 긴 손잡이', price: 29_000 },
    },
    price: (price) => won.format(price),
    add: '담기',
    addWhat: (what) => `담기: ${what}`,
    basket: (count) => (count === 0 ? '장바구니가 비어 있어요' : `장바구니에 ${count}개`),
    questions: '궁금한 점이 있으세요?',
    questionsText: '이 페이지에서 바로 답해 드려요. 나중에 다시 와도 그대로 있어요.',
    ask: '물어보기',
  },
  desk: {
    demoLabel: '체험',
    demo: '체험용 상담 데스크예요. 상점을 여는 사람이 고객이고, 역할을 고른 사람이 상담원이에요.',
    demoPlaying: (name) => `지금 ${name} 역할이에요. 고객에게도 이 이름이 보여요.`,
    openShop: '새 창에서 상점 열기',
    openAnother: '다른 창에서 동료 역할 하기',
    title: '누구 역할을 해 볼까요?',
    lead: '창 하나가 상담원 한 명이에요. 여러 창에서 열어 두고 누가 먼저 맡는지, 어떻게 넘기고 메모하는지 보세요.',
    agents: {
      ada: { name: 'Ada', about: '고객의 문의에 답해요.' },
      grace: { name: 'Grace', about: '동료예요. Ada가 맡지 않은 문의와 넘긴 문의를 맡아요.' },
      linus: { name: 'Linus', about: '관리자예요. 문의를 배정하고 현황판을 봐요.' },
    },
    play: (name) => `${name} (demo) 역할 하기`,
    empty: '기다리는 문의가 없어요. 새 창에서 상점을 열고 물어보세요. 여기 ‘미배정’에 저절로 나타나요.',
  },
}
