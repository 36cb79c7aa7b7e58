export { type Actor, type Feature, type Store, StoreError, UsageError } from '@parley/channel'
export type { Attached, Log, Socket, User } from '@parley/server'
export type { AttachOptions } from './attach.ts'
export { attach } from './attach.ts'
