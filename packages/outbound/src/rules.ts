// Without I/O, for rooms that decide.
export { type Attempt, isTried, type Queued } from './attempt.ts'
export { backOffMs, maxAgeMs, maxAttempts, nextAttempt, retryAfterMs, type Tried } from './back-off.ts'
export { isPrivateHost } from './private-host.ts'
export { type SendResult, sendResult } from './send-result.ts'
