export type { Erasure, PersonExport, UnreadLog } from '@parley/channel'

import type { Socket as PlainSocket } from '@parley/socket'
import type { User } from './options.ts'

export type { Attached } from './attach.ts'
export { attach } from './attach.ts'
export { checkOptions } from './check-options.ts'
export { checkServer } from './check-server.ts'
export type { Attempt, AttemptEnd, Attempts, Verdict } from './diagnosis/attempts.ts'
export type { Why } from './diagnosis/why.ts'
export { fromCaller } from './from-caller.ts'
export { guest } from './guests.ts'
export { checkPath } from './http/routes.ts'
export type { InspectedSocket, Inspection, Inspector, Pushed, SocketNews } from './inspection/inspector.ts'
export type { Log } from './log.ts'
export type { AttachOptions, User } from './options.ts'
export type { JWTPayload, JwtOptions } from './sign-in/jwt.ts'
export { jwt } from './sign-in/jwt.ts'
export type { SignIn, TokenRefused, Tokens } from './sign-in/tokens.ts'
/** A plain WebSocket, as `onSocket` gets it. */
export type Socket = PlainSocket<User>
