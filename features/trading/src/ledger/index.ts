export type { Account } from './account.ts'
export * from './fees.ts'
export * from './ledger.ts'
export * from './locks.ts'
