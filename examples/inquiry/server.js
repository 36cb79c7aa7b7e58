import { fileURLToPath } from 'node:url'
import { inquiry } from '@parley/inquiry/server'
import { notifications } from '@parley/notifications/server'
import express from 'express'
import { attach } from 'parley'

// Who answers, and as whom: in your app a table of your staff. 실제 앱에서는 직원 테이블을 보세요.
const staff = new Map([
  ['alice', { name: 'Alice', teams: ['orders'] }],
  ['bob', { name: 'Bob', teams: ['orders', 'returns'] }],
  ['sue', { name: 'Sue', role: 'supervisor' }],
])

// Who is calling: here a cookie with a name, in your app its session. 실제 앱에서는 세션을 확인하세요.
function whoIs({ headers }) {
  const [, id] = /(?:^|; )who=([a-z]{1,20})(?:;|$)/.exec(headers.cookie ?? '') ?? []
  return id && { id, name: id[0].toUpperCase() + id.slice(1) }
}

const app = express()
app.use(express.urlencoded())

app.get('/me', (request, response) => {
  const me = whoIs(request)
  response.json(me ? { ...me, isStaff: staff.has(me.id) } : null)
})

app.post('/sign-in', ({ body }, response) => {
  const name = String(body?.name).toLowerCase()
  response.cookie('who', name, { httpOnly: true, sameSite: 'lax' }).redirect(staff.has(name) ? '/desk.html' : '/')
})

app.use('/desk.html', (request, response, next) => {
  if (staff.has(whoIs(request)?.id)) next()
  else response.redirect('/')
})
app.use(express.static(fileURLToPath(new URL('./public', import.meta.url))))

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(`listening on http://localhost:${server.address().port}`)
})
const parley = attach(server, {
  authenticate: whoIs,
  features: [
    inquiry({
      agentOf: ({ id }) => staff.get(id),
      teams: {
        orders: { title: { en: 'Orders', ko: '주문' }, sla: { firstMs: 10 * 60_000 } },
        returns: { title: { en: 'Returns', ko: '교환과 반품' }, assign: 'least-loaded' },
      },
      linkTo: (id, side) => (side === 'agent' ? `/desk.html?inquiry=${id}` : '/'),
    }),
    notifications(),
  ],
  data: process.env.PARLEY_DATA ?? './parley.db',
})

// The app itself asks for a customer when something went wrong. 앱이 고객 대신 문의를 열 수도 있습니다.
app.post('/orders/:order/problem', async (request, response) => {
  const customer = whoIs(request)
  const { order } = request.params
  if (!customer || !/^\d{1,9}$/.test(order)) return response.status(customer ? 404 : 401).end()
  try {
    const text = `Something is wrong with order ${order}.`
    await parley.inquiries.start(customer, { text, team: 'orders' }, { id: `problem-${order}` })
    response.status(201).end()
  } catch (error) {
    if (error.code !== 'inquiry/already-open') throw error
    response.status(409).end()
  }
})
