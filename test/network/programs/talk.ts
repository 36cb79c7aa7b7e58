// How a program of this folder talks with the test that started it.
import { createInterface } from 'node:readline'

export function say(is: string, more: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${JSON.stringify({ is, ...more })}\n`)
}

/** Hears what it is told, line by line, and ends when there is nobody any more to tell it anything. */
export function hear(told: (order: string) => void): void {
  createInterface(process.stdin)
    .on('line', told)
    .on('close', () => process.exit())
}
