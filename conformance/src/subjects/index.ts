import { parleyClient, parleyServer } from './parley.ts'
import type { Subject } from './subject.ts'
import { undiciClient } from './undici.ts'
import { wsClient, wsServer } from './ws.ts'

export { parleyClient, parleyServer } from './parley.ts'
export { closeAsked, type Profile, type ProfileName, profiles } from './profile.ts'
export type { ClientSubject, EchoClient, RunningServer, ServerSubject, Subject } from './subject.ts'
export { undiciClient } from './undici.ts'
export { wsClient, wsServer } from './ws.ts'

/** In the order of the table's columns. */
export const subjects: readonly Subject[] = [parleyServer, parleyClient, wsServer, wsClient, undiciClient]
