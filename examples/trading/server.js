import { fileURLToPath } from 'node:url'
import { trading } from '@parley/trading/server'
import express from 'express'
import { attach } from 'parley'

const app = express()
app.use(express.static(fileURLToPath(new URL('./public', import.meta.url))))

// How much there is of what. 지금 시장의 가격.
app.get('/price/:market', async (request, response) => {
  const { markets } = await parley.trading.markets()
  const found = Object.hasOwn(markets, request.params.market) && markets[request.params.market]
  if (!found) return response.status(404).json({ message: 'No such market' })
  response.json({ market: found.info.symbol, lastTicks: found.last ?? null, tick: found.info.tick })
})

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on http://localhost:${server.address().port}`)
})
const parley = attach(server, {
  features: [
    trading({
      markets: [{ symbol: 'BTC-USD', tick: '0.01', lot: '0.0001', minNotional: '5' }],
      assets: { BTC: 8, USD: 6 },
      // Paper money for everybody who comes. 처음 온 사람에게 주는 연습용 돈.
      welcome: { USD: '100000' },
      // Bots that make a market of it. 봇이 시장을 움직입니다.
      living: { markets: { 'BTC-USD': { price: '64000', quantity: '0.05' } } },
    }),
  ],
  data: process.env.PARLEY_DATA ?? './parley.db',
})
