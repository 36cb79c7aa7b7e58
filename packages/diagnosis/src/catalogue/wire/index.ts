import type { Entry } from '../../entry.ts'
import { requests } from './requests.ts'
import { session } from './session.ts'

/** The bare codes of the wire: PROTOCOL.md#codes. */
export const wire: readonly Entry[] = [...requests, ...session]
