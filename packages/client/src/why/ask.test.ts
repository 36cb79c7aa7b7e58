import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { askOverHttp } from './ask.ts'

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/parley/why`
}

test('an answer comes with its status, the beginning of its body, and from where it came', async () => {
  const url = await listen((_, response) => response.writeHead(404).end('x'.repeat(10_000)))
  expect(await askOverHttp(url, 2_000)).toEqual({ status: 404, body: 'x'.repeat(4_096), url })
})

test('a page of HTML is not read', async () => {
  const url = await listen((_, response) => response.setHeader('content-type', 'text/html').end('<h1>'))
  expect(await askOverHttp(url, 2_000)).toEqual({ status: 200, body: '', url })
})

test('nobody there is nothing, and no answer in time is silence', async () => {
  expect(await askOverHttp('http://127.0.0.1:1/', 2_000)).toBe('nothing')
  expect(await askOverHttp(await listen(() => {}), 50)).toBe('silent')
  const endless: RequestListener = (_, response) => response.writeHead(200).write('and so on')
  expect(await askOverHttp(await listen(endless), 50)).toBe('silent')
})

test('of a body without end only the beginning is taken', async () => {
  let isGone = false
  const url = await listen((_, response) => {
    const more = () =>
      void (isGone || (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more)))
    response.on('close', () => {
      isGone = true
    })
    more()
  })
  expect(await askOverHttp(url, 60_000)).toEqual({ status: 200, body: 'x'.repeat(4_096), url })
  await expect.poll(() => isGone).toBe(true)
})
