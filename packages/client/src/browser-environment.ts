import type { ClientSocket, Environment, SocketListener } from './environment.ts'
import { askOverHttp } from './why/ask.ts'
import { pageFacts, watchPolicy } from './why/browser-page.ts'

/** The browser that the page runs in. */
export function browserEnvironment(): Environment {
  return {
    now: () => Date.now(),
    setTimer(run, afterMs) {
      const timer = setTimeout(run, afterMs)
      return { cancel: () => clearTimeout(timer) }
    },
    random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
    openSocket,
    isOnline: () => navigator.onLine,
    onOnlineChange,
    report: (error) => reportError(error),
    ask: askOverHttp,
    page: pageFacts,
    say: (line) => console.warn(line),
  }
}

function openSocket(url: string, on: SocketListener): ClientSocket {
  watchPolicy()
  let socket: WebSocket
  try {
    socket = new WebSocket(url)
  } catch (fault) {
    // A page over https may not use ws: the constructor throws.
    setTimeout(() => on.closed(1006, String(fault)), 0)
    return { send() {}, close() {} }
  }
  socket.onopen = () => on.opened()
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') on.message(data)
  }
  let isOver = false
  const end = (code: number, reason: string) => {
    if (!isOver) on.closed(code, reason)
    isOver = true
  }
  socket.onclose = ({ code, reason }) => end(code, reason)
  // Chromium says of what the page's policy forbids that it failed, and never that it is closed.
  socket.onerror = () => setTimeout(() => end(1006, ''), 0)
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: (code = 1000, reason = '') => socket.close(code, reason),
  }
}

/** A page that was asleep or hidden may hold a dead connection, or wait although the network is back. */
function onOnlineChange(listener: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') listener()
  }
  const windowEvents = ['online', 'offline', 'pageshow']
  for (const type of windowEvents) addEventListener(type, listener)
  document.addEventListener('visibilitychange', onVisible)
  document.addEventListener('resume', listener)
  return () => {
    for (const type of windowEvents) removeEventListener(type, listener)
    document.removeEventListener('visibilitychange', onVisible)
    document.removeEventListener('resume', listener)
  }
}
