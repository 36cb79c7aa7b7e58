/** `?scene=busy`: the ticket and the account in one of their states, and `window.fake` to play the exchange and everybody else. */
import { base, defineElements, tokens } from '@parley/elements'
import { css, html, LitElement } from 'lit'
import { AccountModel, BookModel, ConnectionState, MarketsModel } from '../../src/client.ts'
import { ordersParts } from '../../src/elements/orders/index.ts'
import { ticketParts } from '../../src/elements/ticket/index.ts'
import { connect } from '../fake-client.ts'
import { scenes } from './acting-scenes.ts'

const query = new URLSearchParams(location.search)
const scene = query.get('scene') ?? 'busy'
const language = query.get('lang') ?? 'en'
const market = query.get('market') ?? 'BTC-USD'
document.documentElement.lang = language
if (query.has('rtl')) document.documentElement.dir = 'rtl'

defineElements({ ...ticketParts, ...ordersParts })

const fake = connect()
const connection = new ConnectionState(fake as never)
const markets = new MarketsModel(connection)
const account = new AccountModel(connection, 'ana', markets)
const book = new BookModel(connection, market, { account })

/** Stands where the whole screen would: it gives its parts colours and a place. */
class Demo extends LitElement {
  static override styles = [
    base,
    tokens,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 320px;
        gap: 8px;
        align-items: start;
        max-width: 1280px;
        margin: 0 auto;
        padding: 8px;
      }

      @media (max-width: 720px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
          padding: 0;
        }

        parley-trading-ticket {
          order: -1;
        }
      }
    `,
  ]

  protected override render() {
    const models = { account, markets, book }
    return html`<parley-trading-account .account=${models.account} .markets=${models.markets} .market=${market} .language=${language}></parley-trading-account>
      <parley-trading-ticket .market=${market} .account=${models.account} .markets=${models.markets} .book=${models.book} .language=${language}></parley-trading-ticket>`
  }
}
customElements.define('demo-acting', Demo)

document.querySelector('#main')?.append(document.createElement('demo-acting'))
await scenes[scene]?.(fake)
Object.assign(window, { fake, account, book, connection })
