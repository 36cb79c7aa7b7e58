import type { Language } from '@parley/diagnosis'

/** What `attach` says when its server listens. */
export interface Ready {
  /** `bin/www:22`. */
  readonly site: string | undefined
  /** `ws://localhost:3000/parley`. */
  readonly url: string
  /** From where it is reached. */
  readonly reach: 'everywhere' | 'machine' | 'container' | 'socket'
  /** The path is `*`. */
  readonly isEveryPath: boolean
  /** Pages besides those of its own host. */
  readonly origins: readonly string[]
  /** `undefined`: plain sockets. */
  readonly features: readonly string[] | undefined
  readonly heartbeatMs: number
  readonly maxMessageBytes: number
  /** Nobody is asked who he is, and nobody said that this is meant. */
  readonly isOpenToAll: boolean
  /** Where what happens can be looked at: `http://localhost:3000/parley/inspect`. `undefined`: nowhere. */
  readonly inspect: string | undefined
  /** Others who take upgrades of the server. */
  readonly others: readonly string[]
}

/** One line: where it listens, what it accepts. */
export function readyLine(ready: Ready, language: Language): string {
  return language === 'ko' ? inKorean(ready) : inEnglish(ready)
}

const reachInEnglish = {
  everywhere: 'on all addresses',
  machine: 'this machine only',
  container: "this container only: to be reached from outside, listen on '0.0.0.0'",
  socket: 'a Unix socket',
}

const reachInKorean = {
  everywhere: '모든 주소',
  machine: '이 컴퓨터에서만',
  container: "이 컨테이너 안에서만: 밖에서 접속하려면 '0.0.0.0'에서 listen 하세요",
  socket: '유닉스 소켓',
}

function inEnglish(ready: Ready): string {
  const { site, url, reach, isEveryPath, origins, features, inspect, others, isOpenToAll } = ready
  return sentences([
    `Attached${site === undefined ? '' : ` at ${site}`}: WebSockets at ${url} (${reachInEnglish[reach]})`,
    `${isEveryPath ? 'every path that is not taken, ' : ''}${features === undefined ? 'plain sockets' : `features: ${features.join(', ')}`}`,
    `pages of this host${origins.length === 0 ? '' : ` and of ${origins.join(', ')}`} may connect`,
    `heartbeat ${seconds(ready)} s, messages up to ${kibibytes(ready)} KiB`,
    isOpenToAll && 'everybody may come in: give "authenticate" before strangers can reach this',
    inspect !== undefined && `look on at ${inspect}`,
    others.length > 0 && `other upgrades go to ${others.join(', ')}`,
  ])
}

function inKorean(ready: Ready): string {
  const { site, url, reach, isEveryPath, origins, features, inspect, others, isOpenToAll } = ready
  return sentences([
    `${site === undefined ? '' : `${site} 에서 `}연결됨: 웹소켓 주소 ${url} (${reachInKorean[reach]})`,
    `${isEveryPath ? '비어 있는 모든 경로, ' : ''}${features === undefined ? '일반 소켓' : `기능: ${features.join(', ')}`}`,
    `이 호스트${origins.length === 0 ? '' : `와 ${origins.join(', ')}`}의 페이지가 접속할 수 있음`,
    `하트비트 ${seconds(ready)}초, 메시지 최대 ${kibibytes(ready)} KiB`,
    isOpenToAll && '누구나 들어올 수 있음: 외부에 열기 전에 authenticate를 추가하세요',
    inspect !== undefined && `들여다보기: ${inspect}`,
    others.length > 0 && `다른 업그레이드 요청은 ${others.join(', ')} 로 감`,
  ])
}

function sentences(parts: readonly (string | false)[]): string {
  return `${parts.filter((part) => part !== false).join('; ')}.`
}

function seconds({ heartbeatMs }: Ready): number {
  return heartbeatMs / 1000
}

function kibibytes({ maxMessageBytes }: Ready): number {
  return Math.round(maxMessageBytes / 102.4) / 10
}
