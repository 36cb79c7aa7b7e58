export * from './decimal.ts'
export * from './exact.ts'
