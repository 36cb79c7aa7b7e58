import type { Entry } from '../../entry.ts'
import { chatFiles } from './files.ts'
import { messages } from './messages.ts'
import { rooms } from './rooms.ts'

/** What chat() refuses. */
export const chat: readonly Entry[] = [...rooms, ...messages, ...chatFiles]
