import { existsSync } from 'node:fs'
import type net from 'node:net'
import tls from 'node:tls'
import { anyPath } from '../http/route-table.ts'
import type { Ready } from './ready-line.ts'

/** Where a server that listens is reached. */
export function whereIs(server: net.Server, path: string): Pick<Ready, 'url' | 'reach'> {
  const scheme = server instanceof tls.Server ? 'wss' : 'ws'
  const shownPath = path === anyPath ? '' : path
  const address = server.address()
  if (address === null || typeof address === 'string') {
    return { url: `${scheme}+unix:${address ?? ''}:${shownPath}`, reach: 'socket' }
  }
  const isEverywhere = address.address === '::' || address.address === '0.0.0.0'
  const isLoopback = address.address === '::1' || address.address.startsWith('127.')
  const literal = address.family === 'IPv6' ? `[${address.address}]` : address.address
  const host = isEverywhere || isLoopback ? 'localhost' : literal
  const reach = isLoopback ? (isInContainer() ? 'container' : 'machine') : 'everywhere'
  return { url: `${scheme}://${host}:${address.port}${shownPath}`, reach }
}

function isInContainer(): boolean {
  return (
    existsSync('/.dockerenv') || existsSync('/run/.containerenv') || process.env.KUBERNETES_SERVICE_HOST !== undefined
  )
}
