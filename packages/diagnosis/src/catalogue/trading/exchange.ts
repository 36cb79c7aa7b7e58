import type { Entry } from '../../entry.ts'

/** What the exchange refuses besides orders. */
export const exchange: readonly Entry[] = [
  {
    code: 'trading/bad-market',
    en: {
      what: 'A market that was to be listed cannot be one, or is listed already with other numbers.',
      why: 'Its symbol is two assets that there are, tick and lot fit their decimals, and what is listed keeps its numbers, since orders stand in them.',
      fix: 'Correct the field that the message names; for other numbers list a market under another symbol.',
    },
    ko: {
      what: '등록하려는 마켓이 올바르지 않거나, 이미 다른 값으로 등록되어 있습니다.',
      why: 'symbol은 있는 두 자산이고 tick과 lot은 자산의 자릿수에 맞아야 합니다. 주문이 걸려 있으므로 등록된 마켓의 값은 바꿀 수 없습니다.',
      fix: '메시지에 나온 필드를 고치고, 다른 값이 필요하면 다른 symbol로 등록하세요.',
    },
  },
  {
    code: 'trading/method',
    en: {
      what: 'An address of trading() was asked with a method that it does not take (405).',
      why: 'Each address takes only what it is for: GET to read, POST to send, DELETE to cancel.',
      fix: 'Use a method that the header Allow of the answer names; orders are placed with POST and canceled with DELETE.',
    },
    ko: {
      what: 'trading()의 주소에 받지 않는 메서드로 요청했습니다(405).',
      why: '주소마다 조회는 GET, 보내기는 POST, 취소는 DELETE처럼 받는 메서드가 정해져 있습니다.',
      fix: '응답의 Allow 헤더에 있는 메서드를 쓰세요. 주문은 POST로 내고 DELETE로 취소합니다.',
    },
  },
  {
    code: 'trading/no-asset',
    en: {
      what: 'There is no asset of that name.',
      why: 'assets of trading() does not have it; names are 1 to 10 of A–Z and 0–9, in capitals.',
      fix: 'Use a name of assets, or add it there.',
    },
    ko: {
      what: '그런 이름의 자산이 없습니다.',
      why: 'trading()의 assets에 없습니다. 이름은 대문자 A–Z와 0–9의 1–10자입니다.',
      fix: 'assets에 있는 이름을 쓰거나 추가하세요.',
    },
  },
  {
    code: 'trading/no-market',
    en: {
      what: 'There is no market of that symbol.',
      why: 'It is neither in markets of trading() nor was it listed later; symbols are written as BTC-USD.',
      fix: 'Use a symbol that the view markets shows.',
    },
    ko: {
      what: '그런 심볼의 마켓이 없습니다.',
      why: 'trading()의 markets에도 없고 나중에 등록되지도 않았습니다. 심볼은 BTC-USD처럼 씁니다.',
      fix: 'markets 뷰에 나오는 심볼을 쓰세요.',
    },
  },
  {
    code: 'trading/not-allowed',
    en: {
      what: "It is another's account, an act of admins, or who asks may look but not trade.",
      why: 'mayTrade and isAdmin of trading() decide; a function that answers with a promise counts as no. Accounts that begin with "bot-" are the server\'s.',
      fix: 'Act for the own account, or let mayTrade or isAdmin answer true, at once.',
    },
    ko: {
      what: '다른 사람의 계정이거나, 관리자만 할 수 있거나, 조회만 할 수 있는 사용자입니다.',
      why: 'trading()의 mayTrade와 isAdmin이 정하며, Promise를 돌려주면 거부로 봅니다. "bot-"으로 시작하는 계정은 서버의 것입니다.',
      fix: '자신의 계정으로 하거나, mayTrade나 isAdmin이 곧바로 true를 돌려주게 하세요.',
    },
  },
  {
    code: 'trading/too-many-accounts',
    en: {
      what: 'The exchange has as many accounts as it may, so nobody can join.',
      why: 'limits.maxAccounts of trading() says how many, 50 000 unless set.',
      fix: 'Raise limits.maxAccounts if the machine has the memory for more.',
    },
    ko: {
      what: '거래소에 만들 수 있는 계정이 가득 차서 더 참여할 수 없습니다.',
      why: '개수는 trading()의 limits.maxAccounts로 정하고 기본값은 50,000입니다.',
      fix: '서버 메모리가 충분하다면 limits.maxAccounts를 늘리세요.',
    },
  },
]
