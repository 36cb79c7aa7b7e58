// The inspector's pictures: a server with a channel and plain sockets, somebody who is refused, somebody who is let in.
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { attach } from '../../apps/parley/dist/index.js'

/** Asks for a WebSocket and is refused. */
async function refused(port, path, headers) {
  const asks = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
  const request = http.get({
    port,
    host: '127.0.0.1',
    path,
    agent: false,
    headers: { Host: `localhost:${port}`, ...asks, 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
  })
  const [response] = await once(request, 'response')
  response.resume()
  await once(response, 'end')
}

/** `looks`: by name, as the other pictures have them; `images` and `folder`: where pictures and data go. */
export async function inspectorPictures(browser, looks, images, folder) {
  for (const [look, { width, height, ...rest }] of Object.entries(looks)) {
    const server = http.createServer((_, response) => response.end())
    const parley = attach(server, { channels: true, data: path.join(folder, `inspector-${look}.db`) })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address()
    const news = parley.channel('news')
    for (const text of ['Morning!', 'The deploy went through.', 'Lunch at noon?'])
      await news.publish({ by: 'Ana', text })
    await refused(port, '/chat', {})
    await refused(port, '/parley', { 'Sec-WebSocket-Version': '8' })
    await refused(port, '/parley?token=eyJhbGciOi', { Origin: 'http://localhost:5173', Cookie: 'sid=1; theme=dark' })

    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2, ...rest })
    const page = await context.newPage()
    const picture = (name) =>
      page.screenshot({ path: path.join(images, `inspector-${name}-${look}.png`), animations: 'disabled' })
    const address = `http://localhost:${port}/parley/inspect`
    await page.goto(address)
    await page.locator('.row', { hasText: 'handshake/origin' }).click()
    await page.locator('parley-inspector-accept code').first().waitFor()
    await picture('attempt')
    await page.goto(`${address}#send`)
    await page.locator('#open').click()
    for (const name of ['hello', 'open']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.locator('#send').click()
      await page.locator('parley-inspector-send pre', { hasText: name === 'hello' ? 'welcome' : 'opened' }).waitFor()
    }
    await page.goto(`${address}#channels/channel%2Fnews`)
    await page.locator('parley-inspector-state mark').first().waitFor()
    await picture('state')
    await context.close()
    await parley.close()
    server.closeAllConnections()
    server.close()
  }
}
