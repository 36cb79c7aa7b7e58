/** Registers `<parley-trading>` and its parts, at once: for apps that bundle them. What pages load is `elements-later.ts`. */
import './elements/define-trading.ts'
import { ParleyTrading } from './elements/screen/index.ts'

export type { TradingConnection } from './client/connection.ts'
export { ParleyTrading }

declare global {
  interface HTMLElementTagNameMap {
    'parley-trading': ParleyTrading
  }
}
