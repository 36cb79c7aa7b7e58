export type { Clock, Failing, Model } from '@parley/elements/models'
export type {
  ChatConnection,
  ChatContract,
  ChatDirectoryContract,
  ChatPersonContract,
} from './client/contracts.ts'
export { chatDirectory, chatPerson, chatRoom } from './client/contracts.ts'
export type { ChatDirectory } from './client/directory.ts'
export type * from './client/models.ts'
export type { ChatModels, ModelOptions } from './client/models-for.ts'
export { modelsFor } from './client/models-for.ts'
export type { ChatPerson } from './client/person.ts'
export type { ChatRoom } from './client/room.ts'
export { unreadOf } from './client/unread.ts'
