import { fileURLToPath } from 'node:url'
import { notifications } from '@parley/notifications/server'
import express from 'express'
import { attach } from 'parley'

const goods = { tea: { en: 'a box of tea', ko: '차 한 상자' }, mug: { en: 'a mug', ko: '머그잔' } }
const orders = new Map()

// Who is calling: here a cookie with a name, in your app its session. 실제 앱에서는 세션을 확인하세요.
function whoIs({ headers }) {
  const [, id] = /(?:^|; )who=([a-z]{1,20})(?:;|$)/.exec(headers.cookie ?? '') ?? []
  return id && { id, name: id[0].toUpperCase() + id.slice(1) }
}

const app = express()
app.use(express.static(fileURLToPath(new URL('./public', import.meta.url))))
app.use(express.urlencoded())

app.get('/me', (request, response) => response.json(whoIs(request) ?? null))

app.post('/sign-in', ({ body }, response) => {
  response.cookie('who', String(body?.name).toLowerCase(), { httpOnly: true, sameSite: 'lax' }).redirect('/')
})

app.post('/buy/:good', async (request, response) => {
  const buyer = whoIs(request)
  const good = Object.hasOwn(goods, request.params.good) && goods[request.params.good]
  if (!buyer) return response.status(401).end()
  if (!good) return response.status(404).end()
  const order = crypto.randomUUID()
  orders.set(order, { buyer, good })
  const link = `/orders/${order}`
  // With the same key later, it becomes this one anew. 같은 key로 다시 보내면 이 알림이 새로워집니다.
  await parley.notify(buyer.id, {
    category: 'orders',
    title: { en: `You bought ${good.en}`, ko: `주문했어요: ${good.ko}` },
    link,
    key: `order/${order}`,
  })
  await parley.notify('seller', {
    category: 'sales',
    title: { en: `{actors} bought ${good.en}`, ko: `{actors}님의 주문: ${good.ko}` },
    actor: buyer,
    link,
    actions: [{ id: 'ship', label: { en: 'Ship it', ko: '보내기' } }],
    data: { order },
  })
  response.status(201).json({ order })
})

app.post('/ship/:order', async (request, response) => {
  const { order } = request.params
  if (whoIs(request)?.id !== 'seller') return response.status(403).end()
  if (!orders.has(order)) return response.status(404).end()
  const { buyer, good } = orders.get(order)
  await parley.notify(
    buyer.id,
    {
      category: 'orders',
      title: { en: `On its way: ${good.en}`, ko: `배송을 시작했어요: ${good.ko}` },
      link: `/orders/${order}`,
      key: `order/${order}`,
    },
    // However often it is pressed: once. 여러 번 눌러도 한 번만 알립니다.
    { id: `shipped/${order}` },
  )
  response.status(204).end()
})

app.get('/orders/:order', (request, response) => {
  const found = orders.get(request.params.order)
  const me = whoIs(request)?.id
  if (!found || (me !== 'seller' && me !== found.buyer.id))
    return response.status(404).type('text').send('No such order')
  response.type('text').send(`${found.buyer.name}: ${found.good.en}`)
})

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on http://localhost:${server.address().port}`)
})
const parley = attach(server, {
  authenticate: whoIs,
  features: [
    notifications({
      categories: {
        orders: { title: { en: 'My orders', ko: '내 주문' }, required: true },
        sales: { title: { en: 'Sales', ko: '판매' } },
      },
    }),
  ],
  data: process.env.PARLEY_DATA ?? './parley.db',
})
