import type { Entry } from '../../entry.ts'
import { conversations } from './conversations.ts'
import { desk } from './desk.ts'
import { inquiryFiles } from './files.ts'

/** What inquiry() refuses. */
export const inquiry: readonly Entry[] = [...conversations, ...desk, ...inquiryFiles]
