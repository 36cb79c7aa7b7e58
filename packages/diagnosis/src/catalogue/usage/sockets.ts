import type { Entry } from '../../entry.ts'

/** What throws at a line that uses a WebSocket, or the machine below it. */
export const socketUsage: readonly Entry[] = [
  {
    code: 'ERR_CLOSE_CODE',
    en: {
      what: 'close() was called with a code that no close frame may carry, or with a reason and no code.',
      why: 'A close frame takes 1000–1003, 1007–1014 and 3000–4999. 1004, 1005, 1006 and 1015 only describe what an end saw, and are never sent.',
      fix: 'Close with 1000, or with a code of your own from 4000 to 4999, and give the code wherever you give a reason.',
    },
    ko: {
      what: 'close()에 종료 프레임에 쓸 수 없는 코드를 넣었거나, 코드 없이 사유만 넣었습니다.',
      why: '종료 프레임에는 1000–1003, 1007–1014, 3000–4999만 쓸 수 있습니다. 1004, 1005, 1006, 1015는 상태를 나타낼 뿐 실제로 보내지 않는 코드입니다.',
      fix: '1000이나 직접 정한 4000–4999 코드로 닫고, 사유를 넣을 때는 코드도 함께 넣으세요.',
    },
  },
  {
    code: 'ERR_CLOSE_REASON',
    en: {
      what: 'The reason given to close() is longer than a close frame can hold.',
      why: 'A close frame carries at most 125 bytes: two for the code and 123 for the reason, counted in UTF-8, where a Korean letter takes three.',
      fix: 'Shorten the reason to 123 bytes, or send the long text as a message before you close.',
    },
    ko: {
      what: 'close()에 넣은 사유가 종료 프레임에 담을 수 있는 길이보다 깁니다.',
      why: '종료 프레임은 최대 125바이트이고, 코드 2바이트를 빼면 사유는 UTF-8로 123바이트까지입니다. 한글은 한 글자가 3바이트입니다.',
      fix: '사유를 123바이트 이하로 줄이거나, 긴 내용은 닫기 전에 메시지로 보내세요.',
    },
  },
  {
    code: 'ERR_CONTROL_PAYLOAD',
    en: {
      what: 'A ping or pong was to carry more than 125 bytes.',
      why: 'RFC 6455 limits every control frame to 125 bytes, so that it can slip in between the frames of a message.',
      fix: 'Put at most 125 bytes into the ping, and send anything larger as a message.',
    },
    ko: {
      what: 'ping이나 pong에 125바이트가 넘는 데이터를 넣었습니다.',
      why: 'RFC 6455는 메시지 프레임 사이에 끼워 넣을 수 있도록 제어 프레임을 125바이트로 제한합니다.',
      fix: 'ping에는 125바이트까지만 넣고, 더 큰 데이터는 메시지로 보내세요.',
    },
  },
  {
    code: 'ERR_HEADER_INVALID',
    en: {
      what: 'A header that you gave has a name that is no token, or a value with a line end or NUL in it, or no string at all.',
      why: 'Such a value would end its header line and begin one that you did not write, so it is refused instead of sent.',
      fix: 'Give names such as "x-room" and values that are strings without CR, LF and NUL; encode what may hold them, for example with encodeURIComponent.',
    },
    ko: {
      what: '지정한 헤더의 이름이 올바르지 않거나, 값에 줄바꿈이나 NUL이 들어 있거나, 값이 문자열이 아닙니다.',
      why: '이런 값을 그대로 보내면 헤더가 중간에 끊기고 의도하지 않은 헤더가 생기므로 보내지 않고 거부합니다.',
      fix: '이름은 "x-room"처럼, 값은 CR, LF, NUL이 없는 문자열로 지정하고, 그런 문자가 들어갈 수 있는 값은 encodeURIComponent 등으로 인코딩하세요.',
    },
  },
  {
    code: 'ERR_HEADER_RESERVED',
    en: {
      what: 'You gave a header that the handshake sets itself, or one that is given in two places at once.',
      why: "Upgrade, Connection, Host and the Sec-WebSocket-… headers come from the handshake. Origin also comes from the option origin, Authorization from the user in the URL, and the credentials of a proxy belong into the proxy's URL.",
      fix: 'Take the header out of headers and use its option, such as protocols or origin, or say it in one place only.',
    },
    ko: {
      what: '핸드셰이크가 직접 넣는 헤더를 지정했거나, 같은 헤더를 두 곳에서 지정했습니다.',
      why: 'Upgrade, Connection, Host, Sec-WebSocket-… 헤더는 핸드셰이크가 넣습니다. Origin은 origin 옵션, Authorization은 URL의 사용자 정보와 겹치며, 프록시 인증 정보는 프록시 URL에 써야 합니다.',
      fix: 'headers에서 해당 헤더를 빼고 protocols나 origin 같은 전용 옵션을 쓰거나, 한 곳에서만 지정하세요.',
    },
  },
  {
    code: 'ERR_MASKING_KEY',
    en: {
      what: 'A client connection was made without a function for masking keys, or that function gave a key that is not 4 bytes long.',
      why: 'RFC 6455 has clients mask each frame with 4 fresh random bytes, and the machine takes chance only as an argument.',
      fix: 'Pass maskingKey: () => crypto.getRandomValues(new Uint8Array(4)), or use connectSocket, which does it for you.',
    },
    ko: {
      what: '클라이언트 연결을 만들면서 마스킹 키 함수를 주지 않았거나, 그 함수가 4바이트가 아닌 키를 돌려주었습니다.',
      why: 'RFC 6455에 따라 클라이언트는 프레임마다 새로운 임의의 4바이트로 마스킹해야 하고, 이 모듈은 난수를 인자로만 받습니다.',
      fix: 'maskingKey: () => crypto.getRandomValues(new Uint8Array(4))를 넘기거나, 이를 대신해 주는 connectSocket을 쓰세요.',
    },
  },
  {
    code: 'ERR_OPTION',
    en: {
      what: 'An option of a socket, or the URL given to connectSocket, has a value that can never work.',
      why: 'It is of another type, outside its range, or a URL without a scheme of ws or wss; the message says what was expected and what came.',
      fix: 'Correct the option that the message names; a URL is written in full, as in "ws://localhost:3000/parley".',
    },
    ko: {
      what: '소켓 옵션이나 connectSocket에 준 URL이 어떤 경우에도 쓸 수 없는 값입니다.',
      why: '타입이 다르거나, 범위를 벗어났거나, URL의 스킴이 ws나 wss가 아닙니다. 기대한 값과 실제 값은 메시지에 나와 있습니다.',
      fix: '메시지에 나온 옵션을 고치세요. URL은 "ws://localhost:3000/parley"처럼 전체를 써야 합니다.',
    },
  },
  {
    code: 'ERR_PAYLOAD_TYPE',
    en: {
      what: 'The payload of a frame is of the wrong type: text is no string, or bytes are no Uint8Array.',
      why: 'The machine sends what it is given and converts nothing, so that nobody sends "[object Object]" by accident.',
      fix: 'Give strings to sendText and a Uint8Array or Buffer to sendBinary; turn objects into text with JSON.stringify.',
    },
    ko: {
      what: '텍스트가 문자열이 아니거나 바이트가 Uint8Array가 아니어서 프레임 페이로드의 타입이 맞지 않습니다.',
      why: '실수로 "[object Object]"를 보내는 일이 없도록 받은 값을 변환하지 않고 그대로 보냅니다.',
      fix: '텍스트는 문자열로, 바이너리는 Uint8Array나 Buffer로 넘기고, 객체는 JSON.stringify로 바꾸세요.',
    },
  },
  {
    code: 'ERR_PROTOCOL',
    en: {
      what: 'The subprotocols are no list of different tokens.',
      why: 'protocols is an array, and each name is a token as in HTTP: no blanks, commas or quotes, and none twice.',
      fix: "Write it as a list, as in protocols: ['chat.v2', 'chat.v1'].",
    },
    ko: {
      what: '서브프로토콜이 서로 다른 토큰의 배열이 아닙니다.',
      why: 'protocols는 배열이어야 하고, 각 이름은 공백, 쉼표, 따옴표가 없는 HTTP 토큰이어야 하며 중복될 수 없습니다.',
      fix: "protocols: ['chat.v2', 'chat.v1']처럼 배열로 쓰세요.",
    },
  },
  {
    code: 'ERR_REQUEST_LINE',
    en: {
      what: 'The target of an opening request does not begin with a slash, or has characters other than visible ASCII.',
      why: 'It stands in the first line of an HTTP request, where a blank would end it.',
      fix: 'Give path and query percent-encoded and from the slash on, as in "/chat?room=caf%C3%A9".',
    },
    ko: {
      what: '핸드셰이크 요청의 경로가 슬래시로 시작하지 않거나, 공백이나 ASCII가 아닌 문자가 들어 있습니다.',
      why: '경로는 HTTP 요청의 첫 줄에 들어가므로, 공백이 있으면 거기서 잘립니다.',
      fix: '경로와 쿼리를 "/chat?room=caf%C3%A9"처럼 슬래시부터, 퍼센트 인코딩해서 쓰세요.',
    },
  },
  {
    code: 'ERR_SHA1',
    en: {
      what: 'The sha1 function that was passed in did not return 20 bytes.',
      why: 'Sec-WebSocket-Accept is made of a SHA-1 digest, which always has 20 bytes; a hexadecimal string has 40 characters and is something else.',
      fix: "Pass (bytes) => createHash('sha1').update(bytes).digest() from node:crypto, without an encoding.",
    },
    ko: {
      what: '전달한 sha1 함수가 20바이트를 돌려주지 않았습니다.',
      why: 'Sec-WebSocket-Accept는 항상 20바이트인 SHA-1 다이제스트로 만듭니다. 40자짜리 16진수 문자열은 여기에 쓸 수 없습니다.',
      fix: "node:crypto의 (bytes) => createHash('sha1').update(bytes).digest()를 인코딩 없이 넘기세요.",
    },
  },
  {
    code: 'ERR_SOCKET_SEND',
    en: {
      what: 'send() was given something that is neither a string nor a Uint8Array.',
      why: 'A WebSocket carries text and bytes; objects, numbers and undefined have no form of their own on it.',
      fix: 'Write socket.send(JSON.stringify(data)) for an object.',
    },
    ko: {
      what: 'send()에 문자열도 Uint8Array도 아닌 값을 넣었습니다.',
      why: 'WebSocket은 텍스트와 바이트만 보냅니다. 객체나 숫자, undefined를 그대로 보낼 방법은 없습니다.',
      fix: '객체는 socket.send(JSON.stringify(data))로 보내세요.',
    },
  },
  {
    code: 'ERR_STATUS',
    en: {
      what: 'A handshake was to be refused with an HTTP status outside 400–599.',
      why: 'Another status would tell the client that the upgrade was accepted, or that it should follow a redirect.',
      fix: 'Refuse with a status of 400–599, for example 401 or 403.',
    },
    ko: {
      what: '핸드셰이크를 거부하면서 400–599가 아닌 HTTP 상태 코드를 썼습니다.',
      why: '다른 상태 코드를 보내면 클라이언트가 업그레이드를 수락했거나 리다이렉트하라는 뜻으로 받아들입니다.',
      fix: '401이나 403처럼 400–599 범위의 상태 코드로 거부하세요.',
    },
  },
]
