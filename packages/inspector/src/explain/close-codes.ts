import { type Said, said } from './said.ts'

const codes: ReadonlyMap<number, Said> = new Map([
  [1000, said('Done: one side said goodbye in good order.', '정상 종료: 한쪽이 차례대로 작별했습니다.')],
  [
    1001,
    said(
      'Going away: the page was left or reloaded, or the server stops.',
      '떠남: 페이지를 떠났거나 새로고침했거나, 서버가 멈춥니다.',
    ),
  ],
  [1002, said('A frame broke the rules of the protocol.', '프레임이 프로토콜 규칙을 어겼습니다.')],
  [1003, said('Data of a kind the receiver does not take.', '받는 쪽이 다루지 않는 종류의 데이터입니다.')],
  [1005, said('Closed in good order, without a code.', '코드 없이 정상적으로 닫혔습니다.')],
  [
    1006,
    said(
      'Cut: the connection ended without a close frame. The network, a proxy, a killed process or a sleeping laptop does that.',
      '끊김: 닫기 프레임 없이 연결이 끝났습니다. 네트워크, 프록시, 강제 종료된 프로세스, 잠든 노트북이 원인입니다.',
    ),
  ],
  [1007, said('A text was not valid UTF-8.', '글이 올바른 UTF-8 이 아니었습니다.')],
  [1008, said('Against a rule or a limit of the server.', '서버의 규칙이나 한도를 어겼습니다.')],
  [
    1009,
    said(
      'A message was larger than it may be (`maxMessageBytes`).',
      '메시지가 허용된 크기(`maxMessageBytes`)보다 큽니다.',
    ),
  ],
  [
    1010,
    said(
      'The server did not take up an extension that the client needs.',
      '클라이언트에 꼭 필요한 확장을 서버가 받아들이지 않았습니다.',
    ),
  ],
  [1011, said('The server failed; its log says at what.', '서버에서 오류가 났습니다. 서버 로그에 이유가 있습니다.')],
  [
    1012,
    said(
      'The server restarts; clients come back by themselves.',
      '서버가 다시 시작합니다. 클라이언트는 스스로 돌아옵니다.',
    ),
  ],
  [
    1013,
    said(
      'Try again later: the server is overloaded or its store is gone.',
      '나중에 다시: 서버가 바쁘거나 저장소가 없습니다.',
    ),
  ],
  [
    1014,
    said(
      'A gateway got no good answer from the server behind it.',
      '게이트웨이가 뒤의 서버에서 올바른 답을 받지 못했습니다.',
    ),
  ],
  [4001, said('The app or the other side closed with a code of its own.', '앱이나 상대가 자기 코드로 닫았습니다.')],
  [
    4008,
    said(
      'The peer took messages too slowly; it may come back and catch up.',
      '상대가 메시지를 너무 느리게 받았습니다. 다시 와서 따라잡을 수 있습니다.',
    ),
  ],
  [
    4009,
    said(
      'Nothing came that is ours within `helloTimeoutMs`.',
      '`helloTimeoutMs` 안에 Parley 메시지가 오지 않았습니다.',
    ),
  ],
  [
    4501,
    said(
      'The server wants to know who it is, or access was taken away.',
      '서버가 누구인지 알아야 하거나, 접근이 취소되었습니다.',
    ),
  ],
])

/** What a close code means. */
export function explainClose(code: number): Said {
  const known = codes.get(code)
  if (known !== undefined) return known
  if (code >= 4000) return said('A code of the app’s own.', '앱이 정한 코드입니다.')
  if (code >= 3000)
    return said('A code registered by a library or framework.', '라이브러리나 프레임워크가 등록한 코드입니다.')
  return said('A code without a meaning that is known.', '알려진 뜻이 없는 코드입니다.')
}

const faults: ReadonlyMap<string, Said> = new Map([
  ['socket/heartbeat', said('the server, as the peer gave no sign of life', '상대가 살아 있다는 신호가 없어 서버가')],
  [
    'socket/close-timeout',
    said('the server, as the peer did not end the connection in time', '상대가 제때 연결을 끝내지 않아 서버가'),
  ],
  ['socket/write-timeout', said('the server, as the peer took nothing', '상대가 아무것도 받아 가지 않아 서버가')],
])

/** Who closed, as far as a server can tell. */
export function whoClosed({
  code,
  clean,
  fault,
}: {
  readonly code: number
  readonly clean: boolean
  readonly fault?: string
}): Said {
  if (fault !== undefined) return faults.get(fault) ?? said(`the server, for ${fault}`, `${fault} 때문에 서버가`)
  if (code === 1006)
    return said(
      'neither said goodbye: what is between them, or a process that died',
      '아무도 작별하지 않음: 중간의 무언가, 또는 죽은 프로세스가',
    )
  if (code === 1012 || code === 1013 || code === 1011 || code === 4501 || code === 4008 || code === 4009)
    return said('the server', '서버가')
  return clean
    ? said('both sides, in good order', '양쪽이 차례대로')
    : said('one side, without waiting for the other', '한쪽이 상대를 기다리지 않고')
}
