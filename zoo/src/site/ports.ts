import net from 'node:net'

/** Below what systems give out by themselves, and apart for processes that run beside each other. */
let next = 12_000 + (process.pid % 90) * 220

/** A port that nobody listens on, and that no other set-up of this process is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next++
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

/** Resolves once something takes connections there, over either family, or nobody waits for it any more. */
export async function taken(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await accepts(port, '127.0.0.1')) && !(await accepts(port, '::1'))) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, host)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
