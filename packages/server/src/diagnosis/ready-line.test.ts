import { describe, expect, it } from 'vitest'
import { type Ready, readyLine } from './ready-line.ts'

const ready: Ready = {
  site: 'bin/www:22',
  url: 'ws://localhost:3000/parley',
  reach: 'everywhere',
  isEveryPath: false,
  origins: ['https://shop.example'],
  features: ['chat'],
  heartbeatMs: 25_000,
  maxMessageBytes: 65_536,
  isOpenToAll: true,
  inspect: 'http://localhost:3000/parley/inspect',
  others: ['ws (app.js:3)'],
}

describe('the line at the start', () => {
  it('says where it listens and what it accepts', () => {
    expect(readyLine(ready, 'en')).toBe(
      'Attached at bin/www:22: WebSockets at ws://localhost:3000/parley (on all addresses); features: chat; pages of this host and of https://shop.example may connect; ' +
        'heartbeat 25 s, messages up to 64 KiB; everybody may come in: give "authenticate" before strangers can reach this; look on at http://localhost:3000/parley/inspect; other upgrades go to ws (app.js:3).',
    )
  })

  it('says it in Korean', () => {
    expect(readyLine(ready, 'ko')).toBe(
      'bin/www:22 에서 연결됨: 웹소켓 주소 ws://localhost:3000/parley (모든 주소); 기능: chat; 이 호스트와 https://shop.example의 페이지가 접속할 수 있음; ' +
        '하트비트 25초, 메시지 최대 64 KiB; 누구나 들어올 수 있음: 외부에 열기 전에 authenticate를 추가하세요; 들여다보기: http://localhost:3000/parley/inspect; 다른 업그레이드 요청은 ws (app.js:3) 로 감.',
    )
  })

  it('leaves out what there is not', () => {
    const plain = {
      site: undefined,
      isEveryPath: true,
      origins: [],
      features: undefined,
      isOpenToAll: false,
      inspect: undefined,
      others: [],
    }
    expect(readyLine({ ...ready, ...plain, reach: 'machine' }, 'en')).toBe(
      'Attached: WebSockets at ws://localhost:3000/parley (this machine only); every path that is not taken, plain sockets; pages of this host may connect; heartbeat 25 s, messages up to 64 KiB.',
    )
  })
})
