import type { Entry } from '../../entry.ts'

/** What a peer did against RFC 6455 or 7692, and the limits of a message. */
export const frames: readonly Entry[] = [
  {
    code: 'frame/reserved-bits',
    en: {
      what: 'The peer sent a frame with a reserved bit set that nothing allows here.',
      why: 'RSV1 marks a compressed message and is legal only where permessage-deflate was agreed on; RSV2 and RSV3 never are. It is closed with 1002.',
      fix: 'Use a client that keeps to what the handshake agreed on; look for a proxy that drops Sec-WebSocket-Extensions from the answer.',
    },
    ko: {
      what: '상대가 여기서 허용되지 않는 예약 비트를 켠 프레임을 보냈습니다.',
      why: 'RSV1은 압축된 메시지를 뜻하며 permessage-deflate를 협상했을 때만 쓸 수 있고, RSV2와 RSV3은 쓸 수 없습니다. 연결은 1002로 닫힙니다.',
      fix: '핸드셰이크에서 합의한 대로 동작하는 클라이언트를 쓰고, 응답에서 Sec-WebSocket-Extensions를 지우는 프록시가 있는지 확인하세요.',
    },
  },
  {
    code: 'frame/reserved-opcode',
    en: {
      what: 'The peer sent a frame with an opcode that RFC 6455 does not define.',
      why: '3 to 7 and 11 to 15 are reserved. Mostly the bytes are no WebSocket frames at all: another protocol is spoken, or a length before was wrong. It is closed with 1002.',
      fix: 'Let the peer speak RFC 6455; if it is your own code, check how it writes the length of the frame before.',
    },
    ko: {
      what: '상대가 RFC 6455에 정의되지 않은 opcode의 프레임을 보냈습니다.',
      why: '3–7과 11–15는 예약되어 있습니다. 대개 다른 프로토콜을 쓰거나 앞 프레임의 길이가 틀려서 WebSocket 프레임이 아닌 바이트가 온 것입니다. 연결은 1002로 닫힙니다.',
      fix: '상대가 RFC 6455에 맞게 보내게 하고, 직접 만든 코드라면 앞 프레임의 길이를 쓰는 부분을 확인하세요.',
    },
  },
  {
    code: 'frame/unmasked',
    en: {
      what: 'A client sent a frame that is not masked.',
      why: 'RFC 6455 §5.1 has clients mask every frame, so that caches in between cannot be tricked. Browsers do; code written by hand often does not. It is closed with 1002.',
      fix: 'Set the mask bit and XOR the payload with 4 random bytes, or use a WebSocket library as client.',
    },
    ko: {
      what: '클라이언트가 마스킹하지 않은 프레임을 보냈습니다.',
      why: 'RFC 6455 §5.1에 따라 클라이언트는 중간 캐시가 속지 않도록 모든 프레임을 마스킹해야 합니다. 브라우저는 알아서 하지만 직접 만든 코드는 빠뜨리기 쉽습니다. 연결은 1002로 닫힙니다.',
      fix: '마스크 비트를 켜고 임의의 4바이트로 페이로드를 XOR하거나, WebSocket 클라이언트 라이브러리를 쓰세요.',
    },
  },
  {
    code: 'frame/masked',
    en: {
      what: 'A server sent a masked frame.',
      why: "RFC 6455 §5.1 forbids servers to mask. A server that answers with its client's code does that. It is closed with 1002.",
      fix: 'Send frames from the server without mask bit and masking key.',
    },
    ko: {
      what: '서버가 마스킹한 프레임을 보냈습니다.',
      why: 'RFC 6455 §5.1에 따라 서버는 마스킹하면 안 됩니다. 클라이언트용 코드로 응답하는 서버에서 생깁니다. 연결은 1002로 닫힙니다.',
      fix: '서버에서는 마스크 비트와 마스킹 키 없이 프레임을 보내세요.',
    },
  },
  {
    code: 'frame/length-not-minimal',
    en: {
      what: 'The length of a frame is written in more bytes than it needs.',
      why: 'RFC 6455 §5.2 wants the shortest form, 7 bits up to 125, 16 bits up to 65 535 and 64 bits beyond. It is closed with 1002.',
      fix: 'Correct how the peer writes lengths.',
    },
    ko: {
      what: '프레임의 길이를 필요한 것보다 많은 바이트로 썼습니다.',
      why: 'RFC 6455 §5.2는 가장 짧은 형식을 요구합니다. 125까지는 7비트, 65,535까지는 16비트, 그 이상은 64비트입니다. 연결은 1002로 닫힙니다.',
      fix: '상대 쪽에서 길이를 쓰는 코드를 고치세요.',
    },
  },
  {
    code: 'frame/too-large',
    en: {
      what: 'One frame is larger than this end takes.',
      why: 'The limit is there so that a peer cannot fill the memory with one length; it is closed with 1009 before the bytes are read.',
      fix: 'Send less at once, or raise maxFrameBytes, which is maxMessageBytes unless set.',
    },
    ko: {
      what: '프레임 하나가 이쪽에서 받는 크기보다 큽니다.',
      why: '길이 값 하나로 메모리를 다 쓰게 하지 못하도록 제한합니다. 내용을 읽기 전에 1009로 닫힙니다.',
      fix: '더 작은 프레임으로 나누어 보내거나 maxFrameBytes를 늘리세요. 따로 정하지 않으면 maxMessageBytes와 같습니다.',
    },
  },
  {
    code: 'control/fragmented',
    en: {
      what: 'The peer sent a ping, pong or close in more than one frame.',
      why: 'RFC 6455 §5.5 forbids it: control frames stand between fragments and must be whole. It is closed with 1002.',
      fix: 'Set FIN on every control frame of the peer.',
    },
    ko: {
      what: '상대가 ping, pong, close를 여러 프레임으로 나누어 보냈습니다.',
      why: 'RFC 6455 §5.5에 따라 제어 프레임은 조각 사이에 들어가므로 나눌 수 없습니다. 연결은 1002로 닫힙니다.',
      fix: '상대가 보내는 모든 제어 프레임에 FIN을 켜세요.',
    },
  },
  {
    code: 'control/ping-flood',
    en: {
      what: 'The peer sent ping after ping without reading the pongs.',
      why: 'Each ping is to be answered, so they pile up in the memory of this end. It is closed with 1008.',
      fix: 'Let the peer read what it is sent, and ping every few seconds at most; maxPendingPongs of attach is the limit.',
    },
    ko: {
      what: '상대가 pong을 읽지 않으면서 ping을 계속 보냈습니다.',
      why: 'ping마다 응답해야 하므로 이쪽 메모리에 쌓입니다. 연결은 1008로 닫힙니다.',
      fix: '상대가 받은 데이터를 읽게 하고, ping은 몇 초에 한 번만 보내게 하세요. 제한은 attach의 maxPendingPongs입니다.',
    },
  },
  {
    code: 'control/too-long',
    en: {
      what: 'The peer sent a control frame with more than 125 bytes.',
      why: 'RFC 6455 §5.5 limits ping, pong and close to 125 bytes. It is closed with 1002.',
      fix: 'Shorten what the peer puts into pings or close reasons.',
    },
    ko: {
      what: '상대가 125바이트가 넘는 제어 프레임을 보냈습니다.',
      why: 'RFC 6455 §5.5는 ping, pong, close를 125바이트로 제한합니다. 연결은 1002로 닫힙니다.',
      fix: '상대가 ping이나 종료 사유에 넣는 내용을 줄이세요.',
    },
  },
  {
    code: 'message/unexpected-continuation',
    en: {
      what: 'The peer sent a continuation frame, and there is no message to continue.',
      why: 'A message begins with text or binary; only its further frames are continuations. It is closed with 1002.',
      fix: 'Let the first frame of each message carry its opcode, text (1) or binary (2).',
    },
    ko: {
      what: '상대가 이어 보낼 메시지가 없는데 연속(continuation) 프레임을 보냈습니다.',
      why: '메시지의 첫 프레임은 text나 binary이고, 그다음 프레임만 continuation입니다. 연결은 1002로 닫힙니다.',
      fix: '메시지의 첫 프레임에 text(1)나 binary(2) opcode를 쓰세요.',
    },
  },
  {
    code: 'message/unfinished',
    en: {
      what: 'The peer began a new message before the one before it had ended.',
      why: 'The frames of two messages may not be mixed; only control frames may stand between fragments. It is closed with 1002.',
      fix: 'End each message with a frame that has FIN before the next begins; two writers on one socket need a queue.',
    },
    ko: {
      what: '상대가 앞 메시지를 끝내지 않고 새 메시지를 시작했습니다.',
      why: '두 메시지의 프레임은 섞을 수 없고, 조각 사이에는 제어 프레임만 올 수 있습니다. 연결은 1002로 닫힙니다.',
      fix: 'FIN이 있는 프레임으로 메시지를 끝낸 뒤 다음 메시지를 시작하세요. 두 곳에서 한 소켓에 쓴다면 큐를 두세요.',
    },
  },
  {
    code: 'message/too-large',
    en: {
      what: 'A message is larger than this end takes.',
      why: 'All its frames together, after inflating, pass maxMessageBytes; it is closed with 1009. welcome tells clients of Parley the limit.',
      fix: 'Send less in one message, upload files over HTTP instead, or raise maxMessageBytes of attach or connectSocket.',
    },
    ko: {
      what: '메시지가 이쪽에서 받는 크기보다 큽니다.',
      why: '모든 프레임을 합친 크기(압축을 푼 뒤)가 maxMessageBytes를 넘어 1009로 닫힙니다. Parley 클라이언트는 welcome에서 이 값을 받습니다.',
      fix: '한 메시지의 크기를 줄이고 파일은 HTTP로 올리거나, attach나 connectSocket의 maxMessageBytes를 늘리세요.',
    },
  },
  {
    code: 'message/too-many-fragments',
    en: {
      what: 'A message comes in more frames than this end takes.',
      why: 'Fragments cost work each, however small they are, so their number is limited. It is closed with 1008.',
      fix: 'Let the peer send larger frames, or raise maxFragments.',
    },
    ko: {
      what: '메시지가 이쪽에서 받는 것보다 많은 프레임으로 나뉘어 왔습니다.',
      why: '조각은 아무리 작아도 하나하나 처리 비용이 들기 때문에 개수를 제한합니다. 연결은 1008로 닫힙니다.',
      fix: '상대가 프레임을 더 크게 보내게 하거나 maxFragments를 늘리세요.',
    },
  },
  {
    code: 'message/invalid-utf8',
    en: {
      what: 'A text message holds bytes that are no UTF-8.',
      why: 'RFC 6455 §8.1 has text be UTF-8. Bytes of a file sent as text, or text in EUC-KR or Latin-1, end like this; it is closed with 1007.',
      fix: 'Send bytes as binary frames, and encode text as UTF-8.',
    },
    ko: {
      what: '텍스트 메시지에 UTF-8이 아닌 바이트가 들어 있습니다.',
      why: 'RFC 6455 §8.1에 따라 텍스트는 UTF-8이어야 합니다. 파일의 바이트를 텍스트로 보냈거나 EUC-KR, Latin-1 같은 인코딩을 쓰면 이 오류가 나고 1007로 닫힙니다.',
      fix: '바이트는 바이너리 프레임으로 보내고, 텍스트는 UTF-8로 인코딩하세요.',
    },
  },
  {
    code: 'deflate/damaged',
    en: {
      what: 'A compressed message cannot be inflated.',
      why: 'Its bytes are no raw DEFLATE data as RFC 7692 wants them, or its sender kept a context that had to be reset. It is closed with 1007.',
      fix: "Update the peer's library, or switch compression off at one end: deflate: false.",
    },
    ko: {
      what: '압축된 메시지의 압축을 풀 수 없습니다.',
      why: 'RFC 7692가 요구하는 raw DEFLATE 데이터가 아니거나, 보낸 쪽이 초기화해야 할 압축 컨텍스트를 계속 썼습니다. 연결은 1007로 닫힙니다.',
      fix: '상대의 라이브러리를 업데이트하거나, 한쪽에서 deflate: false로 압축을 끄세요.',
    },
  },
  {
    code: 'deflate/too-many-final-blocks',
    en: {
      what: 'A compressed message ends its data more often than this end takes.',
      why: 'A final block (BFINAL) may end the data within a message and begin it anew; thousands of them are a way to burn time. It is closed with 1008.',
      fix: 'Let the peer compress each message in one go, with a sync flush at its end.',
    },
    ko: {
      what: '압축된 메시지 하나에 마지막 블록이 허용된 횟수보다 많이 들어 있습니다.',
      why: '마지막 블록(BFINAL) 뒤에 압축을 다시 시작할 수는 있지만, 수천 번 되풀이하는 것은 CPU를 낭비시키는 공격입니다. 연결은 1008로 닫힙니다.',
      fix: '상대가 메시지마다 한 번에 압축하고 끝에서 sync flush하게 하세요.',
    },
  },
  {
    code: 'close/illegal-code',
    en: {
      what: 'The peer sent a close frame with a code that no frame may carry.',
      why: '1004, 1005, 1006, 1015, everything below 1000 and 1016 to 2999 are not for the wire. It is answered with 1002.',
      fix: 'Let the peer close with 1000, or with 3000 to 4999.',
    },
    ko: {
      what: '상대가 프레임에 쓸 수 없는 종료 코드를 보냈습니다.',
      why: '1004, 1005, 1006, 1015와 1000 미만, 1016–2999는 실제로 보낼 수 없는 코드입니다. 1002로 응답합니다.',
      fix: '상대가 1000이나 3000–4999로 닫게 하세요.',
    },
  },
  {
    code: 'close/invalid-utf8',
    en: {
      what: "The reason in the peer's close frame is no UTF-8.",
      why: 'It is text as any other; a reason that was cut at 123 bytes within a character ends like this. It is answered with 1007.',
      fix: 'Shorten reasons by whole characters at the peer.',
    },
    ko: {
      what: '상대가 보낸 종료 프레임의 사유가 UTF-8이 아닙니다.',
      why: '사유도 텍스트입니다. 123바이트로 자르다가 글자 중간에서 끊으면 이 오류가 납니다. 1007로 응답합니다.',
      fix: '상대 쪽에서 사유를 글자 단위로 자르게 하세요.',
    },
  },
  {
    code: 'close/short-body',
    en: {
      what: 'The peer sent a close frame with a body of one byte.',
      why: 'A body is empty, or begins with two bytes of code. It is answered with 1002.',
      fix: 'Let the peer send no body, or a code of two bytes and a reason.',
    },
    ko: {
      what: '상대가 본문이 1바이트인 종료 프레임을 보냈습니다.',
      why: '본문은 비어 있거나 2바이트 코드로 시작해야 합니다. 1002로 응답합니다.',
      fix: '상대가 본문을 비우거나, 2바이트 코드와 사유를 보내게 하세요.',
    },
  },
]
