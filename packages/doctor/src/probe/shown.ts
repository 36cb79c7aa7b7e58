import { oneLine } from '../report/one-line.ts'
import { type Answer, type Head, headerIn } from './wire.ts'

/** An answer, for people. */
export function shownAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return '–'
  if (answer.is === 'head') return shownHead(answer.head)
  if (answer.is === 'closed') return `closed after ${answer.afterMs} ms`
  return answer.is === 'silent' ? `no answer in ${Math.round(answer.afterMs)} ms` : answer.is
}

/** The head of one. */
export function shownHead(head: Head): string {
  const more = ['server', 'x-powered-by', 'content-type'].flatMap((name) => headerIn(head, name) ?? [])
  return oneLine(`${head.status} ${head.reason}${more.length > 0 ? ` (${more.join(', ')})` : ''}`, 120)
}

/** `127.0.0.1:3000`, `[::1]:3000`. */
export function place(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
}
