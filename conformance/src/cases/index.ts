import type { CaseGroup } from './case.ts'
import { closing } from './closing.ts'
import { compression } from './compression.ts'
import { compressionBounds } from './compression-bounds.ts'
import { fragmentation } from './fragmentation.ts'
import { framing } from './framing.ts'
import { limits } from './limits.ts'
import { masking } from './masking.ts'
import { negotiation } from './negotiation.ts'
import { pings } from './pings.ts'
import { opcodeArea, reservedBits } from './reserved.ts'
import { utf8 } from './utf8.ts'

/** All frame cases, by area. */
export const caseGroups: readonly CaseGroup[] = [
  { area: 'framing', cases: framing },
  { area: 'pings', cases: pings },
  { area: 'reserved-bits', cases: reservedBits },
  { area: 'opcodes', cases: opcodeArea },
  { area: 'fragmentation', cases: fragmentation },
  { area: 'utf8', cases: utf8 },
  { area: 'limits', cases: limits },
  { area: 'close', cases: closing },
  { area: 'masking', cases: masking },
  { area: 'negotiation', cases: negotiation },
  { area: 'compression', cases: compression },
  { area: 'compression-bounds', cases: compressionBounds },
]
