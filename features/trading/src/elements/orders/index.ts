import { AccountPanel } from './account-panel.ts'
import { AmendForm } from './amend-form.ts'
import { OpenOrders } from './open-orders.ts'

export { AccountPanel }

/** What somebody has and ordered, and what that is made of, by the names they have in a page. */
export const ordersParts = {
  'parley-trading-amend': AmendForm,
  'parley-trading-open-orders': OpenOrders,
  'parley-trading-account': AccountPanel,
}
