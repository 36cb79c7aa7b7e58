/** `?scene=alive`: the whole screen in one of its states, and `window.fake` to play the exchange and everybody else. */
import '../../src/elements.ts'
import { scenes } from '../acting/acting-scenes.ts'
import { FakeConnection } from '../fake-client.ts'
import { emptyExchange, paperExchange } from '../scenes.ts'
import { live } from './alive.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'alive'
const language = query.get('lang') ?? 'en'
document.documentElement.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'

const fake = new FakeConnection(scene === 'empty' ? emptyExchange() : paperExchange())
const trading = document.createElement('parley-trading')
trading.connection = fake as never
trading.market = query.get('market') ?? 'BTC-USD'
for (const name of ['price-in-title', 'living', 'interval', 'rising'])
  if (query.has(name)) trading.setAttribute(name, query.get(name) ?? '')
document.querySelector('#main')?.append(trading)
if (scene === 'alive') {
  await scenes.busy?.(fake)
  live(fake.exchange)
} else await scenes[scene]?.(fake)
Object.assign(window, { fake, trading })
