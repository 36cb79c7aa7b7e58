// Who is left of somebody who was erased: nobody, by an id that nobody has.
import type { AgentName, Customer } from './contract/index.ts'

export const erasedId = 'erased'
export const erasedAgent: AgentName = { id: erasedId, name: '' }
export const erasedCustomer: Customer = { id: erasedId, name: '', verified: false }
