import { createInterface } from 'node:readline/promises'
import type { Terminal } from './terminal.ts'

/** The terminal that this process was started in. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  return {
    cwd: process.cwd(),
    env: process.env,
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    confirm: stdin.isTTY
      ? async (question) => {
          const lines = createInterface({ input: stdin, output: stdout })
          // Ctrl+D and Ctrl+C are a no.
          const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
          const answer = await Promise.race([lines.question(question), closed])
          lines.close()
          return /^(y|yes|ㅛ|예|네)$/i.test(answer.trim())
        }
      : undefined,
  }
}
