import { expect, it } from 'vitest'
import { type Route, RouteTable } from '../http/route-table.ts'
import { wordsOf } from './taught.ts'

const table = new RouteTable()
table.add('/live', {} as Route)

it('a refused path is offered to attach() in both languages, unless attach() would refuse it too', () => {
  const fixes = (url: string) => (['en', 'ko'] as const).map((language) => wordsOf(table.unknown(url), language).fix)
  expect(fixes('/ws?x=1')).toEqual([
    'Connect to /live, or give attach() the path: attach(server, { path: "/ws", … }).',
    '/live 로 접속하거나 attach()에 경로를 주세요: attach(server, { path: "/ws", … }).',
  ])
  for (const url of ['/', '/ws/']) expect(fixes(url)).toEqual(['Connect to /live.', '/live 로 접속하세요.'])
})
