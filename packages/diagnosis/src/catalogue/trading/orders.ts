import type { Entry } from '../../entry.ts'

/** Why an order was not taken. */
export const orders: readonly Entry[] = [
  {
    code: 'trading/bad-number',
    en: {
      what: 'A price, quantity or amount is no decimal.',
      why: 'Numbers are texts of digits with at most one point, "101.50". A JSON number, an exponent, blanks, thousands separators or NaN would lose or change digits.',
      fix: "Send the digits as a string, as in { price: '101.50', quantity: '0.25' }.",
    },
    ko: {
      what: '가격이나 수량, 금액이 소수 형식이 아닙니다.',
      why: '숫자는 "101.50"처럼 숫자와 소수점 하나로 쓴 문자열입니다. JSON 숫자, 지수, 공백, 천 단위 쉼표, NaN은 값이 달라질 수 있어 받지 않습니다.',
      fix: "{ price: '101.50', quantity: '0.25' }처럼 문자열로 보내세요.",
    },
  },
  {
    code: 'trading/bad-order',
    en: {
      what: 'Fields of the order do not go together.',
      why: 'The message names them: a limit order has no stop, a market order says quantity or amount, until goes with gtd, a reserve belongs to a limit order that buys, an iceberg shows at least a hundredth of its lots.',
      fix: 'Leave out or add the field that the message names.',
    },
    ko: {
      what: '주문의 필드 조합이 맞지 않습니다.',
      why: '메시지에 나와 있습니다. 지정가 주문에는 stop이 없고, 시장가 주문에는 quantity나 amount 중 하나, gtd에는 until이 필요하며, reserve는 지정가 매수에만 쓰고, 빙산 주문은 수량의 100분의 1 이상을 보여야 합니다.',
      fix: '메시지에 나온 필드를 빼거나 추가하세요.',
    },
  },
  {
    code: 'trading/halted',
    en: {
      what: 'The market is halted, so that orders can only be canceled.',
      why: 'An admin sent halt; what stands in the book stays.',
      fix: 'Wait for resume of the market, which its view shows as status.',
    },
    ko: {
      what: '거래가 정지된 마켓이라 주문 취소만 할 수 있습니다.',
      why: '관리자가 halt를 보냈습니다. 호가창의 주문은 그대로 남아 있습니다.',
      fix: '마켓이 resume될 때까지 기다리세요. 뷰의 status에서 확인할 수 있습니다.',
    },
  },
  {
    code: 'trading/id-reused',
    en: {
      what: "The order's name, client, is that of another order of the same account.",
      why: 'The same name with the same content is the same order and is done; with another content it is refused, so that a retry never orders twice.',
      fix: 'Give each new order a client of its own, as crypto.randomUUID(), and repeat it only for a retry.',
    },
    ko: {
      what: '주문의 이름(client)이 같은 계정의 다른 주문에 이미 쓰였습니다.',
      why: '이름과 내용이 같으면 같은 주문으로 처리하고, 내용이 다르면 거부합니다. 재시도가 두 번 주문하지 않게 하기 위해서입니다.',
      fix: '새 주문마다 crypto.randomUUID()처럼 다른 client를 쓰고, 재시도할 때만 같은 값을 쓰세요.',
    },
  },
  {
    code: 'trading/in-auction',
    en: {
      what: 'The market is in an auction, which takes plain limit orders only.',
      why: 'While it collects, orders are of type limit, good till canceled, and not post-only; others would trade at once or end before it does.',
      fix: "Send a plain limit order, or wait until the market's status is open.",
    },
    ko: {
      what: '마켓이 단일가 매매 중이라 일반 지정가 주문만 받습니다.',
      why: '주문을 모으는 동안에는 post-only가 아닌 limit, gtc 주문만 받습니다. 다른 주문은 바로 체결되거나 매매 전에 끝나 버립니다.',
      fix: '일반 지정가 주문을 보내거나, 마켓의 status가 open이 될 때까지 기다리세요.',
    },
  },
  {
    code: 'trading/insufficient-funds',
    en: {
      what: 'Not so much is free in the account as this would hold or take.',
      why: 'Open orders lock their money and fees, so free is less than the whole balance.',
      fix: 'Order less, cancel an open order, or deposit first.',
    },
    ko: {
      what: '계정에서 쓸 수 있는 잔고가 부족합니다.',
      why: '미체결 주문이 금액과 수수료를 묶어 두기 때문에 사용 가능 금액은 전체 잔고보다 적습니다.',
      fix: '더 적게 주문하거나, 미체결 주문을 취소하거나, 먼저 입금하세요.',
    },
  },
  {
    code: 'trading/min-notional',
    en: {
      what: 'The order is worth less than the least that the market takes.',
      why: 'Price times quantity is below minNotional of the market; of a market order the price is the last one.',
      fix: 'Order a larger quantity.',
    },
    ko: {
      what: '주문 금액이 마켓의 최소 주문 금액보다 작습니다.',
      why: '가격과 수량을 곱한 값이 마켓의 minNotional보다 작습니다. 시장가 주문은 최근 체결 가격으로 계산합니다.',
      fix: '수량을 늘려 주문하세요.',
    },
  },
  {
    code: 'trading/no-liquidity',
    en: {
      what: 'Nothing stands on the other side within the worst price of the order.',
      why: "A market order trades within its price, or within the market's protection around the last price; the book is empty there.",
      fix: 'Send a limit order that waits, or give a worse price.',
    },
    ko: {
      what: '주문이 허용하는 가격 안에 반대편 주문이 없습니다.',
      why: '시장가 주문은 지정한 가격이나 최근 가격 주변의 보호 범위 안에서만 체결되는데, 그 안의 호가가 비어 있습니다.',
      fix: '지정가 주문을 내고 기다리거나, 더 불리한 가격까지 허용하세요.',
    },
  },
  {
    code: 'trading/not-filled',
    en: {
      what: 'A fill-or-kill order could not be filled as a whole at once, so nothing was traded.',
      why: 'Less than its quantity stands in the book within its price.',
      fix: 'Order less, or use ioc or gtc to take what there is.',
    },
    ko: {
      what: '전량 체결 주문(fok)을 한 번에 모두 체결할 수 없어 아무것도 체결하지 않았습니다.',
      why: '지정한 가격 안의 호가 수량이 주문 수량보다 적습니다.',
      fix: '더 적게 주문하거나, 있는 만큼 체결하는 ioc나 gtc를 쓰세요.',
    },
  },
  {
    code: 'trading/not-positive',
    en: {
      what: 'A number that must be more than 0 is 0 or less.',
      why: 'Prices, quantities and amounts count from one step of the market on.',
      fix: 'Send a number above 0.',
    },
    ko: {
      what: '0보다 커야 하는 값이 0 이하입니다.',
      why: '가격, 수량, 금액은 마켓의 최소 단위 이상이어야 합니다.',
      fix: '0보다 큰 값을 보내세요.',
    },
  },
  {
    code: 'trading/not-replaced',
    en: {
      what: 'The old order could not be canceled, so nothing new was placed.',
      why: 'It was filled, canceled or expired before replace came, and mode was stop-on-failure.',
      fix: 'Look at what became of the old order; to place the new one in any case, use mode allow-failure.',
    },
    ko: {
      what: '기존 주문을 취소하지 못해 새 주문도 내지 않았습니다.',
      why: 'replace가 도착하기 전에 체결되거나, 취소되거나, 만료되었고 mode가 stop-on-failure였습니다.',
      fix: '기존 주문이 어떻게 되었는지 확인하고, 기존 주문과 상관없이 새 주문을 내려면 mode를 allow-failure로 쓰세요.',
    },
  },
  {
    code: 'trading/order-rate',
    en: {
      what: 'Too many orders of this account did not trade.',
      why: 'Each new order takes one of 500, of which 50 come back in a second, unless orderRate of trading() says otherwise; an order that trades gives its one back.',
      fix: 'Wait for retryAfterMs, and amend orders instead of placing them anew.',
    },
    ko: {
      what: '이 계정에서 체결되지 않은 주문이 너무 많습니다.',
      why: '새 주문은 500개 한도에서 하나씩 쓰고 1초에 50개씩 돌아옵니다(trading()의 orderRate로 바꿀 수 있습니다). 체결된 주문은 한도를 돌려줍니다.',
      fix: 'retryAfterMs만큼 기다리고, 새로 내는 대신 amend로 정정하세요.',
    },
  },
  {
    code: 'trading/price-band',
    en: {
      what: 'The limit is too far from the last price.',
      why: 'The market takes limits within its band around the last trade, against slips of the keyboard; a misplaced point is the usual cause.',
      fix: "Check the price, and keep it within the band that the market's view shows.",
    },
    ko: {
      what: '지정가가 최근 체결 가격에서 너무 멉니다.',
      why: '입력 실수를 막기 위해 최근 체결 가격 주변의 범위 안에서만 지정가를 받습니다. 소수점 위치가 틀린 경우가 많습니다.',
      fix: '가격을 확인하고 마켓 뷰에 나오는 범위 안에서 주문하세요.',
    },
  },
  {
    code: 'trading/stale',
    en: {
      what: 'The order came too late, or from a clock that is ahead.',
      why: "sentAt is more than windowMs (5000 unless said) ago by the server's clock, 1000 or more ahead of it, or missing; so an old order that was held up is not traded at a new price.",
      fix: "Set sentAt by the server's clock, which at of any event tells, and send it anew if it is still meant.",
    },
    ko: {
      what: '주문이 너무 늦게 도착했거나, 보낸 쪽의 시계가 빠릅니다.',
      why: 'sentAt이 서버 시계로 windowMs(기본 5000)보다 오래되었거나, 1000 이상 앞서거나, 없습니다. 늦어진 주문이 달라진 가격에 체결되지 않게 하기 위해서입니다.',
      fix: '이벤트의 at으로 알 수 있는 서버 시계에 맞춰 sentAt을 넣고, 여전히 필요한 주문이면 새로 보내세요.',
    },
  },
  {
    code: 'trading/too-large',
    en: {
      what: 'A number, or over HTTP the whole request, is larger than the exchange takes.',
      why: 'Amounts are whole numbers of the smallest unit, exact up to 2^53; a market has a largest quantity, maxQuantity; a body has at most 65 536 bytes (413).',
      fix: 'Split the order, or the batch, into smaller ones.',
    },
    ko: {
      what: '숫자나 HTTP 요청이 거래소가 받는 크기를 넘었습니다.',
      why: '금액은 최소 단위의 정수로 계산하며 2^53까지 정확합니다. 마켓마다 최대 수량 maxQuantity가 있고, 본문은 65,536바이트까지입니다(413).',
      fix: '주문이나 묶음(batch)을 여러 개로 나누세요.',
    },
  },
  {
    code: 'trading/too-many-decimals',
    en: {
      what: 'A number is finer than the market counts.',
      why: 'Prices go in steps of tick, quantities in steps of lot, amounts in the decimals of the asset; the message names the step.',
      fix: 'Round the number to the step that the message names before you send it.',
    },
    ko: {
      what: '마켓의 최소 단위보다 작은 자리까지 적은 숫자입니다.',
      why: '가격은 tick, 수량은 lot, 금액은 자산의 소수 자릿수 단위입니다. 단위는 메시지에 나와 있습니다.',
      fix: '보내기 전에 메시지에 나온 단위로 맞추세요.',
    },
  },
  {
    code: 'trading/too-many-orders',
    en: {
      what: 'The account has as many open orders or waiting stops as this market allows, or the market as many trailing stops.',
      why: 'Each open order costs the engine memory and time, so their number is limited.',
      fix: 'Cancel one first, for example with cancelAll of that market.',
    },
    ko: {
      what: '이 마켓에서 낼 수 있는 미체결 주문이나 대기 중인 스톱 주문이 가득 찼거나, 마켓의 트레일링 스톱이 가득 찼습니다.',
      why: '미체결 주문은 매칭 엔진의 메모리와 시간을 쓰므로 개수를 제한합니다.',
      fix: '먼저 하나를 취소하세요. cancelAll로 그 마켓의 주문을 한꺼번에 취소할 수도 있습니다.',
    },
  },
  {
    code: 'trading/unknown-order',
    en: {
      what: 'This account has no such open order.',
      why: "It was filled, canceled or expired, is another's, or never was: the answers are alike, so that nobody learns of others' orders.",
      fix: 'Look the order up in closed of the account; name it by order or by client.',
    },
    ko: {
      what: '이 계정에 그런 미체결 주문이 없습니다.',
      why: '체결되었거나, 취소되었거나, 만료되었거나, 다른 사람의 것이거나, 없는 주문입니다. 남의 주문을 알 수 없도록 모두 같은 응답을 합니다.',
      fix: '계정의 closed에서 주문을 찾아보고, order나 client로 지정하세요.',
    },
  },
  {
    code: 'trading/would-trade',
    en: {
      what: 'A post-only order would trade at once.',
      why: 'It is only to wait in the book, and its price crosses the best one of the other side.',
      fix: 'Set the price behind the best of the other side, or leave postOnly out.',
    },
    ko: {
      what: 'post-only 주문인데 바로 체결될 가격입니다.',
      why: '호가창에서 기다리기만 하는 주문인데 가격이 반대편 최우선 호가에 닿습니다.',
      fix: '반대편 최우선 호가에 닿지 않는 가격으로 내거나 postOnly를 빼세요.',
    },
  },
]
