// Lets a Connection live through a script, as a driver would, and notes everything that it says.
import type { Connection } from '@parley/websocket'
import { Random } from '../input/random.ts'
import type { Script } from '../input/script.ts'
import { hold } from '../model/violation.ts'
import { type Life, SCRIBBLE, type Subject, Witness } from './witness.ts'

/** Where the bytes are cut, besides at the steps. */
export type Cuts = 'seeded' | 'none' | 'all'

export function live(script: Script, subject: Subject, cuts: Cuts): Life {
  const witness = new Witness(script, subject)
  const { wire, steps } = script
  let at = 0
  for (const step of [...steps, undefined]) {
    const stop = step?.at ?? wire.length
    for (const size of pieceSizes(script, cuts, at, stop)) {
      const end = at + size
      // It may stop early, with much to take; what is left it must be given again.
      while (at < end) at += receive(witness, wire, at, end)
    }
    if (step !== undefined) witness.act(step)
    witness.listen()
  }
  return witness.finish()
}

function receive(witness: Witness, wire: Uint8Array, at: number, end: number): number {
  const { connection } = witness
  witness.pieces.push(at)
  // A Buffer, as a stream gives it: its `slice` shares memory where that of a Uint8Array copies.
  const piece = Buffer.from(wire.subarray(at, end))
  const taken = connection.receive(piece)
  hold(taken >= 0 && taken <= piece.length, 'receive() took more than there is', taken)
  // Neither changed nor kept: what we do with the array afterwards must not reach any event.
  hold(Buffer.compare(piece, wire.subarray(at, end)) === 0, 'receive() changed the bytes of the caller')
  piece.fill(SCRIBBLE)
  const heard = witness.listen()
  hold(heard > 0 || taken > 0, 'receive() took nothing, with nothing to take from it')
  judgeUnfinished(connection, witness.messages)
  return taken
}

function judgeUnfinished(connection: Connection, whole: number): void {
  const number = connection.unfinishedMessage
  hold(number === 0 || number === whole + 1, 'the unfinished message has a wrong number', { number, whole })
}

function* pieceSizes(script: Script, cuts: Cuts, start: number, end: number): Generator<number> {
  const random = new Random(script.pieces * 65_536 + start)
  const most = [1, 2, 7, 40, 400, 4000][script.pieces % 6]!
  for (let at = start; at < end; ) {
    const size = cuts === 'none' ? end - at : cuts === 'all' ? 1 : Math.min(end - at, random.between(1, most))
    yield size
    at += size
  }
}
