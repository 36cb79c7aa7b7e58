import type { Entry } from '../../entry.ts'

/** Why this end gave a socket up where no rule of the protocol was broken. */
export const socketLimits: readonly Entry[] = [
  {
    code: 'socket/too-fast',
    en: {
      what: 'The peer sent more messages or bytes in a second than this end takes.',
      why: 'messagesPerSecond or bytesPerSecond of attach is used up, with its burst. It is closed with 1008.',
      fix: 'Let the client send less often, several things in one message; where the use is right, raise messagesPerSecond or bytesPerSecond.',
    },
    ko: {
      what: '상대가 1초에 허용된 것보다 많은 메시지나 바이트를 보냈습니다.',
      why: 'attach의 messagesPerSecond나 bytesPerSecond를 버스트까지 다 썼습니다. 연결은 1008로 닫힙니다.',
      fix: '클라이언트가 여러 내용을 한 메시지에 모아 덜 자주 보내게 하고, 정상적인 사용이라면 messagesPerSecond나 bytesPerSecond를 늘리세요.',
    },
  },
  {
    code: 'socket/too-slow',
    en: {
      what: 'The peer reads so slowly that what waits for it passed maxQueuedBytes.',
      why: 'Its network is slow, its page is blocked, or the server sends more than anybody could read. It is closed with 4008 and may come back.',
      fix: 'Send less, wait for drained() between large messages, or raise maxQueuedBytes.',
    },
    ko: {
      what: '상대가 너무 느리게 읽어서 보낼 데이터가 maxQueuedBytes를 넘었습니다.',
      why: '상대의 네트워크가 느리거나, 페이지가 멈췄거나, 서버가 받을 수 있는 것보다 많이 보냅니다. 4008로 닫히고 다시 연결할 수 있습니다.',
      fix: '보내는 양을 줄이거나, 큰 메시지 사이에 drained()를 기다리거나, maxQueuedBytes를 늘리세요.',
    },
  },
  {
    code: 'socket/message-timeout',
    en: {
      what: 'A message began to arrive and did not end within messageTimeoutMs.',
      why: 'A peer that dribbles bytes would otherwise hold a buffer for ever; a large message over a slow line looks the same. It is closed with 1008.',
      fix: 'Send smaller messages, or raise messageTimeoutMs for lines that are that slow.',
    },
    ko: {
      what: '메시지가 도착하기 시작했지만 messageTimeoutMs 안에 끝나지 않았습니다.',
      why: '제한이 없으면 조금씩 흘려보내는 상대가 버퍼를 끝없이 붙잡습니다. 느린 회선으로 큰 메시지를 보내도 똑같이 보입니다. 연결은 1008로 닫힙니다.',
      fix: '메시지를 더 작게 나누거나, 회선이 정말 그만큼 느리다면 messageTimeoutMs를 늘리세요.',
    },
  },
  {
    code: 'socket/write-timeout',
    en: {
      what: 'The peer took nothing, or less than minWriteBytes, of what waits for it within writeTimeoutMs.',
      why: 'It is gone without a word (a phone in a tunnel, a laptop asleep), or it does not read its socket. The connection is cut, so the peer sees 1006.',
      fix: 'Nothing is to do for a peer that is gone; a program has to read its socket, and a slow line may need a higher writeTimeoutMs.',
    },
    ko: {
      what: '보낼 데이터가 있는데 상대가 writeTimeoutMs 동안 전혀 받지 않았거나 minWriteBytes보다 적게 받았습니다.',
      why: '상대가 말없이 사라졌거나(터널 안의 휴대폰, 잠든 노트북) 소켓을 읽지 않습니다. 연결을 끊으므로 상대에게는 1006으로 보입니다.',
      fix: '사라진 상대라면 할 일이 없습니다. 프로그램이라면 소켓을 읽게 하고, 회선이 느리다면 writeTimeoutMs를 늘리세요.',
    },
  },
  {
    code: 'socket/close-timeout',
    en: {
      what: 'The socket was closed, and the peer did not end the connection within closeTimeoutMs.',
      why: 'The peer did not answer the close frame: it is gone, or its code never reads again after its own close(). The connection is cut.',
      fix: 'Nothing is to do for a peer that is gone; otherwise let it answer a close frame with one, and end its TCP connection.',
    },
    ko: {
      what: '소켓을 닫았지만 상대가 closeTimeoutMs 안에 연결을 끝내지 않았습니다.',
      why: '상대가 종료 프레임에 응답하지 않았습니다. 사라졌거나, close()를 부른 뒤 더 읽지 않는 코드입니다. 연결을 강제로 끊습니다.',
      fix: '사라진 상대라면 할 일이 없습니다. 아니라면 종료 프레임에 종료 프레임으로 응답하고 TCP 연결을 끝내게 하세요.',
    },
  },
  {
    code: 'socket/heartbeat',
    en: {
      what: 'The peer gave no sign of life: it did not answer a ping within heartbeatMs.',
      why: 'Its network is gone, it sleeps, or something in between dropped the connection silently, as NATs and proxies do after a minute or so of silence.',
      fix: 'Clients of ours come back by themselves; if it happens regularly, lower heartbeatMs below the idle timeout of the proxy, or raise that.',
    },
    ko: {
      what: '상대가 heartbeatMs 안에 ping에 응답하지 않아 연결이 끊긴 것으로 보았습니다.',
      why: '네트워크가 끊겼거나, 기기가 잠들었거나, 중간 장비가 조용히 연결을 버렸습니다. NAT와 프록시는 1분쯤 오가는 데이터가 없으면 연결을 버리곤 합니다.',
      fix: '기본 클라이언트는 자동으로 다시 연결합니다. 일정한 간격으로 되풀이된다면 heartbeatMs를 프록시의 유휴 시간보다 짧게 하거나 프록시 쪽 시간을 늘리세요.',
    },
  },
]
