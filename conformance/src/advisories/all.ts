import type { Advisory } from './advisory.ts'
import { application } from './table/application.ts'
import { compression } from './table/compression.ts'
import { controlFrames } from './table/control-frames.ts'
import { frameLength } from './table/frame-length.ts'
import { handshakeText } from './table/handshake-text.ts'
import { lifetime } from './table/lifetime.ts'
import { noCap } from './table/no-cap.ts'
import { originAndAuthentication } from './table/origin.ts'
import { smuggling } from './table/smuggling.ts'

/** Advisories of other implementations, by what went wrong. */
export const advisories: readonly Advisory[] = [
  ...handshakeText,
  ...smuggling,
  ...frameLength,
  ...noCap,
  ...controlFrames,
  ...compression,
  ...application,
  ...originAndAuthentication,
  ...lifetime,
]
