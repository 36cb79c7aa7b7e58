import { describe, expect, test } from 'vitest'
import { runInput } from '../campaign/run-input.ts'
import { Random } from '../input/random.ts'
import { DIFFERENCES, knownDifference } from '../peers/differences.ts'
import { readOurs } from '../peers/ours.ts'
import { readUndici } from '../peers/undici.ts'
import { readWs } from '../peers/ws.ts'
import { differentialTarget, isAlike, questionOf } from './differential.ts'

const INPUTS = 600

test(`${INPUTS} streams mean the same to ws and undici, but for what the table says`, async () => {
  const random = new Random(1)
  const seeds = differentialTarget.seeds()
  for (let count = 0; count < INPUTS; count++) {
    const input = differentialTarget.mutate(random.pick(seeds), random, random.pick(seeds))
    const outcome = await runInput(differentialTarget, input)
    if (!outcome.ok) expect.fail(`${Buffer.from(input).toString('hex')}: ${outcome.problem}`)
  }
})

describe('each difference of the table is one', () => {
  const pairs = DIFFERENCES.flatMap((difference) => difference.peers.map((peer) => ({ peer, difference })))

  test.each(pairs)('$peer $difference.reason', async ({ peer, difference }) => {
    const question = questionOf(Uint8Array.from(Buffer.from(difference.example.replaceAll(' ', ''), 'hex')))
    const ours = readOurs(question)
    const theirs = await (peer === 'ws' ? readWs(question) : readUndici(question))
    const isOther = difference.theirs === 'another message'
    expect(isAlike(peer, ours, theirs)).toBe(isOther)
    if (isOther) expect(theirs.heard).not.toEqual(ours.heard)
    expect(knownDifference(peer, question, ours, theirs, isOther)).toBe(difference)
  })
})
