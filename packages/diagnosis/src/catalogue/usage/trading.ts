import type { Entry } from '../../entry.ts'

/** What throws at trading(), and at what it adds to attach. */
export const tradingUsage: readonly Entry[] = [
  {
    code: 'ERR_TRADING_ASSET',
    en: {
      what: 'assets, welcome or bigFills of trading() names an asset or an amount that cannot be.',
      why: 'An asset is 1 to 10 of A–Z and 0–9 with its decimals; amounts are texts, no finer than those decimals, of assets that you listed. Your own markets need your own assets.',
      fix: "Write assets: { BTC: 8, USD: 6 } and welcome: { USD: '100000' }.",
    },
    ko: {
      what: 'trading()의 assets, welcome, bigFills에 쓸 수 없는 자산이나 금액이 있습니다.',
      why: '자산 이름은 A–Z, 0–9로 1–10자이고 소수 자릿수를 함께 적습니다. 금액은 그 자릿수를 넘지 않는 문자열이고, assets에 있는 자산이어야 합니다. markets를 직접 정했다면 assets도 정해야 합니다.',
      fix: "assets: { BTC: 8, USD: 6 }, welcome: { USD: '100000' }처럼 쓰세요.",
    },
  },
  {
    code: 'ERR_TRADING_KEY',
    en: {
      what: 'A key in keys of trading() cannot be used.',
      why: 'A key has 16 or more visible ASCII characters, stands there once, acts for one account that does not begin with "bot-", and says what it may: read, trade. An environment variable that is not set leaves it undefined.',
      fix: "Write trading({ keys: [{ key: process.env.TRADING_KEY, account: 'ana', may: ['read', 'trade'] }] }), and set the variable.",
    },
    ko: {
      what: 'trading()의 keys에 있는 키를 쓸 수 없습니다.',
      why: '키는 공백 없는 ASCII 16자 이상이고 중복될 수 없으며, "bot-"으로 시작하지 않는 계정 하나에 대해 무엇을 할 수 있는지(read, trade) 정해야 합니다. 환경 변수가 없으면 키가 undefined가 됩니다.',
      fix: "trading({ keys: [{ key: process.env.TRADING_KEY, account: 'ana', may: ['read', 'trade'] }] })처럼 쓰고 환경 변수를 설정하세요.",
    },
  },
  {
    code: 'ERR_TRADING_LIMITS',
    en: {
      what: 'A limit, a rate or a time given to trading() is out of its range, or has a name that there is not.',
      why: 'limits, windowMs and disconnectGraceMs are whole numbers within the bounds that the message names; orderRate and joinsPerAddress have perSecond and burst.',
      fix: 'Correct what the message names, as in trading({ limits: { maxAccounts: 1_000 }, orderRate: { perSecond: 50, burst: 500 } }).',
    },
    ko: {
      what: 'trading()에 준 제한, 속도, 시간 값이 범위를 벗어났거나, 없는 이름을 썼습니다.',
      why: 'limits, windowMs, disconnectGraceMs는 메시지에 나온 범위의 정수이고, orderRate와 joinsPerAddress에는 perSecond와 burst를 씁니다.',
      fix: 'trading({ limits: { maxAccounts: 1_000 }, orderRate: { perSecond: 50, burst: 500 } })처럼, 메시지에 나온 값을 고치세요.',
    },
  },
  {
    code: 'ERR_TRADING_LIVING',
    en: {
      what: 'living of trading() cannot make these markets move.',
      why: 'It is true, or names markets of yours with a price and a quantity that fit their tick and lot; seed, stepMs and idleStepMs are whole numbers. With your own markets true finds none of the paper ones.',
      fix: "Write living: { markets: { 'BTC-USD': { price: '64000', quantity: '0.05' } } }.",
    },
    ko: {
      what: 'trading()의 living으로는 이 마켓들을 움직일 수 없습니다.',
      why: 'true이거나, markets에 있는 마켓마다 tick과 lot에 맞는 가격과 수량을 적어야 합니다. seed, stepMs, idleStepMs는 정수입니다. 마켓을 직접 정했다면 true만으로는 움직일 모의 마켓이 없습니다.',
      fix: "living: { markets: { 'BTC-USD': { price: '64000', quantity: '0.05' } } }처럼 쓰세요.",
    },
  },
  {
    code: 'ERR_TRADING_MARKET',
    en: {
      what: 'markets of trading() has none, one twice, or one that cannot be a market.',
      why: 'A symbol is two of your assets, as in BTC-USD; tick and lot are decimals as texts, no finer than those assets count.',
      fix: "Correct the market that the message names, as in markets: [{ symbol: 'BTC-USD', tick: '0.01', lot: '0.0001' }].",
    },
    ko: {
      what: 'trading()의 markets가 비었거나, 중복되었거나, 마켓이 될 수 없는 항목이 있습니다.',
      why: 'symbol은 BTC-USD처럼 assets에 있는 두 자산이고, tick과 lot은 그 자산의 자릿수를 넘지 않는 문자열 소수입니다.',
      fix: "markets: [{ symbol: 'BTC-USD', tick: '0.01', lot: '0.0001' }]처럼, 메시지에 나온 마켓을 고치세요.",
    },
  },
  {
    code: 'ERR_TRADING_ONCE',
    en: {
      what: 'The id that makes a call of parley.trading happen once is not what it can be.',
      why: 'It is 1 to 60 visible ASCII characters; the same id sent again within a day gives the first outcome.',
      fix: "Pass { id: 'order-17' }, or leave the id out.",
    },
    ko: {
      what: 'parley.trading 호출이 한 번만 실행되게 하는 id의 형식이 맞지 않습니다.',
      why: '공백 없는 ASCII 1–60자여야 합니다. 하루 안에 같은 id로 다시 보내면 첫 번째 결과를 그대로 돌려받습니다.',
      fix: "{ id: 'order-17' }처럼 쓰거나 id를 빼세요.",
    },
  },
  {
    code: 'ERR_TRADING_OPTION',
    en: {
      what: 'trading() was given an option that there is not, or one that should be a function and is none.',
      why: 'isAdmin, mayTrade, maySteer, isBot and linkTo are functions; a misspelt mayTrade would let everybody trade, so unknown names are refused.',
      fix: 'Correct the option that the message names, as in trading({ mayTrade: ({ guest }) => !guest }).',
    },
    ko: {
      what: 'trading()에 없는 옵션을 넣었거나, 함수여야 하는 옵션이 함수가 아닙니다.',
      why: 'isAdmin, mayTrade, maySteer, isBot, linkTo는 함수입니다. mayTrade를 잘못 적으면 누구나 거래할 수 있게 되므로 모르는 이름은 거부합니다.',
      fix: 'trading({ mayTrade: ({ guest }) => !guest })처럼, 메시지에 나온 옵션을 고치세요.',
    },
  },
  {
    code: 'ERR_TRADING_USER',
    en: {
      what: 'A call of parley.trading was given something that is no id of a person.',
      why: "An account is known by the person's id, a string of 1 to 150 characters.",
      fix: 'Write parley.trading.place(user.id, { … }).',
    },
    ko: {
      what: 'parley.trading 호출에 사용자 id가 아닌 값을 넣었습니다.',
      why: '계정은 1–150자의 문자열인 사용자 id로 구분합니다.',
      fix: 'parley.trading.place(user.id, { … })처럼 쓰세요.',
    },
  },
]
