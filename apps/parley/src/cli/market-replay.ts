import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { type OutputLine, Replay } from '@parley/trading/engine'

/**
 * Runs the commands of a file, `-` for standard input, and writes what came of them. Resolves with how the process ends: 0, or 1 if lines could not be read.
 * Rejects where the file cannot be.
 */
export async function replayMarket(file: string, output: Writable): Promise<number> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  // The interface does not tell of it.
  const failed = new Promise<never>((_resolve, reject) => input.once('error', reject))
  const replay = new Replay()
  const run = async () => {
    for await (const line of lines) await write(output, replay.take(line))
    await write(output, replay.end())
  }
  await Promise.race([run(), failed])
  return replay.isClean ? 0 : 1
}

async function write(output: Writable, lines: readonly OutputLine[]): Promise<void> {
  if (lines.length === 0) return
  const hasRoom = output.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  if (!hasRoom) await once(output, 'drain')
}
