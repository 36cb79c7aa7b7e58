import type { ChannelDescription, ViewContract } from '@parley/channel/client'
import { expectTypeOf } from 'vitest'
import type { Connection } from './connection.ts'
import type { Talk } from './testing/scripted-server.ts'
import { talk } from './testing/scripted-server.ts'

declare const connection: Connection
const room = connection.open(talk, 'tea', 'room')

expectTypeOf(room.state).toEqualTypeOf<Talk>()
expectTypeOf(connection.open(talk, 'tea', 'count').state).toEqualTypeOf<{ total: number }>()
expectTypeOf(room.commands.say).parameter(0).toEqualTypeOf<{ text: string }>()
expectTypeOf(await room.commands.say({ text: 'a' })).toEqualTypeOf<{ readonly offset: number }>()
room.onEvent((event) => {
  expectTypeOf(event.type).toEqualTypeOf<'said'>()
  expectTypeOf(event.data).toEqualTypeOf<{ text: string }>()
  expectTypeOf(event.offset).toEqualTypeOf<number>()
})
room.onSignal('typing', (data) => expectTypeOf(data).toEqualTypeOf<{ typing: boolean }>())
expectTypeOf((await room.read(10)).events[0]!.data).toEqualTypeOf<{ text: string }>()

// @ts-expect-error no such command
room.commands.shout({ text: 'a' })
// @ts-expect-error wrong input
room.commands.say({ txt: 'a' })
// @ts-expect-error input is missing
room.commands.say()
// @ts-expect-error no such signal
room.signals.typed({ typing: true })
// @ts-expect-error wrong data
room.signals.typing({ typing: 'yes' })
// @ts-expect-error no such signal
room.onSignal('typed', () => {})
// @ts-expect-error no such view
connection.open(talk, 'tea', 'kitchen')
// @ts-expect-error the state belongs to the connection
room.state = { texts: [] }

interface ExchangeContract {
  readonly commands: { order: { price: number } }
  readonly signals: Record<never, never>
  readonly views: {
    all: ViewContract<{ count: number }, { counted: object }>
    'book/*': ViewContract<{ bids: number[] }, { priced: { price: number } }>
    'account/*': ViewContract<{ balance: number }, { moved: { by: number } }>
  }
}
declare const exchange: ChannelDescription<ExchangeContract, 'all'>
declare const market: string
expectTypeOf(connection.open(exchange, 'main').state).toEqualTypeOf<{ count: number }>()
const book = connection.open(exchange, 'main', 'book/BTC-USD')
expectTypeOf(book.state).toEqualTypeOf<{ bids: number[] }>()
expectTypeOf(connection.open(exchange, 'main', `book/${market}`).state).toEqualTypeOf<{ bids: number[] }>()
expectTypeOf(connection.open(exchange, 'main', 'account/ana').state).toEqualTypeOf<{ balance: number }>()
book.onEvent((event) => expectTypeOf(event.data).toEqualTypeOf<{ price: number }>())
expectTypeOf(book.commands.order).parameter(0).toEqualTypeOf<{ price: number }>()
// @ts-expect-error no such view
connection.open(exchange, 'main', 'books/BTC-USD')
// @ts-expect-error it is in parts
connection.open(exchange, 'main', 'book')
// @ts-expect-error it has no parts
connection.open(exchange, 'main', 'all/BTC-USD')
