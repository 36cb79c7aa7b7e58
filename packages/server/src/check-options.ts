import { UsageError } from '@parley/channel'
import type { AttachOptions } from './options.ts'

/** Throws `UsageError` for options that cannot work, at the call and with the line to write. */
export function checkOptions(options: AttachOptions): void {
  const { path, features, onSocket, store, origins } = options
  if (path !== undefined && !/^\/[^?#\s]*[^/?#\s]$/.test(path)) {
    throw new UsageError(
      'ERR_ATTACH_PATH',
      `"path" starts with "/" and does not end with one, like "/parley"; this one is ${JSON.stringify(path)}.`,
    )
  }
  if (onSocket !== undefined && typeof onSocket !== 'function') {
    throw new UsageError('ERR_ATTACH_OPTIONS', `"onSocket" is a function: attach(server, { onSocket(socket) { … } }).`)
  }
  if (onSocket !== undefined && features !== undefined && features.length > 0) {
    throw new UsageError(
      'ERR_ATTACH_OPTIONS',
      '"features" and "onSocket" need a path each: attach(server, { features: [chat()] }) and attach(server, { path: "/socket", onSocket }).',
    )
  }
  if (onSocket === undefined && (features === undefined || features.length === 0)) {
    throw new UsageError(
      'ERR_ATTACH_OPTIONS',
      'Say what to offer: attach(server, { features: [chat()] }), or attach(server, { onSocket(socket) { … } }) for plain WebSockets.',
    )
  }
  if (features !== undefined && features.length > 0 && store === undefined) {
    throw new UsageError(
      'ERR_ATTACH_OPTIONS',
      '"features" need a "store". The package "parley" brings one: import { attach } from "parley".',
    )
  }
  for (const origin of origins ?? []) {
    if (!isOrigin(origin)) {
      throw new UsageError(
        'ERR_ATTACH_ORIGIN',
        `"origins" are exact, scheme and host, without a path: "https://app.example". This one is ${JSON.stringify(origin)}.`,
      )
    }
  }
  for (const [name, value] of Object.entries(options)) {
    if (/(Ms|Bytes)$/.test(name) && !(Number.isSafeInteger(value) && (value as number) > 0)) {
      throw new UsageError('ERR_ATTACH_OPTIONS', `"${name}" is a whole number above 0; this one is ${String(value)}.`)
    }
  }
}

function isOrigin(origin: unknown): boolean {
  try {
    return typeof origin === 'string' && new URL(origin).origin === origin
  } catch {
    return false
  }
}
