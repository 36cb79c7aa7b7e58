import { createHash } from 'node:crypto'
import { acceptAnswers, protocolAnswers } from './choices.ts'
import { extensionAnswers } from './extensions.ts'
import { listAnswers, statusAnswers } from './lines.ts'
import type { AnswerSketch } from './sketch.ts'
import { textAnswers } from './texts.ts'

export interface AnswerCase extends AnswerSketch {
  /** Its group and a hash of what is written: stays the same when other cases come or go. */
  readonly id: string
}

/** All answers a client is given, each once. */
export function answerCases(): AnswerCase[] {
  const groups: readonly (readonly [name: string, sketches: readonly AnswerSketch[]])[] = [
    ['status', statusAnswers()],
    ['lists', listAnswers()],
    ['accept', acceptAnswers()],
    ['subprotocol', protocolAnswers()],
    ['extension', extensionAnswers()],
    ['text', textAnswers()],
  ]
  const seen = new Set<string>()
  return groups.flatMap(([group, sketches]) =>
    sketches.flatMap((sketch) => {
      const { title: _, ...bytes } = sketch
      const hash = createHash('sha256').update(JSON.stringify(bytes)).digest('hex').slice(0, 8)
      if (seen.has(hash)) return []
      seen.add(hash)
      return [{ ...sketch, id: `answer-${group}-${hash}` }]
    }),
  )
}
