import { parseArgs } from 'node:util'
import { serveEcho } from './serve-echo.ts'

const help = `npm run echo -- [options]

  --port N      where to listen (default 9001)
  --host HOST   on which address (default 127.0.0.1)`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9001' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`expected --port to be a number from 0 to 65535, got ${values.port}`)
  }
  const server = await serveEcho(port, values.host)
  console.log(`Echo on ${server.url}, any path, with compression. Ctrl+C ends it.`)
  process.once('SIGINT', () => void server.close())
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
