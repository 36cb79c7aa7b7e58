import { createHash, randomBytes } from 'node:crypto'
import { doctorAgent } from '@parley/diagnosis'
import { acceptKey, buildRequest } from '@parley/websocket'
import type { Address } from './address.ts'

/** An opening request, and what its answer must prove. */
export interface UpgradeRequest {
  readonly text: string
  readonly accept: string
}

export interface UpgradeOptions {
  readonly origin?: string | undefined
  /** A Parley remembers it and tells why over HTTP. */
  readonly attempt?: string | undefined
}

export function upgradeRequest(address: Address, { origin, attempt }: UpgradeOptions = {}): UpgradeRequest {
  const key = randomBytes(16).toString('base64')
  const mark = attempt === undefined ? '' : `${address.query === '' ? '?' : '&'}attempt=${attempt}`
  const text = buildRequest({
    host: address.hostHeader,
    target: `${address.path}${address.query}${mark}`,
    key,
    headers: [['User-Agent', doctorAgent], ...(origin === undefined ? [] : [['Origin', origin] as const])],
  })
  return { text, accept: acceptKey(key, (bytes) => createHash('sha1').update(bytes).digest()) }
}

export function pageRequest(address: Address, path = address.path + address.query): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${address.hostHeader}\r\nUser-Agent: ${doctorAgent}\r\nAccept: text/html, */*;q=0.5\r\nConnection: close\r\n\r\n`
}

/** What a program asks for. */
export function jsonRequest(address: Address, path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${address.hostHeader}\r\nUser-Agent: ${doctorAgent}\r\nAccept: application/json\r\nConnection: close\r\n\r\n`
}

/** An upgrade as nginx sends it on without being told of WebSocket: in HTTP/1.0 and without the header Upgrade, but with the key. */
export function strippedRequest(address: Address): string {
  const key = randomBytes(16).toString('base64')
  return `GET ${address.path}${address.query} HTTP/1.0\r\nHost: ${address.hostHeader}\r\nConnection: close\r\nUser-Agent: ${doctorAgent}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`
}
