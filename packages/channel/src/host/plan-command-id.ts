import type { StoredPlan } from '../store/records.ts'

/** What an event planned has the time of that event in its id. */
const plannedAt = /^event\.(\d+)\.[^.]+\.\d+\.\d+$/

/**
 * The id under which a plan's command is sent, however often: 128 bits mixed from what tells the plan from all others, so that sending
 * it again is a retry. Before them stands when it was planned, where that is known: a store keeps what was sent under its id, and what comes together is then
 * kept together.
 */
export function planCommandId({ from, id, dueAt }: StoredPlan): string {
  const at = plannedAt.exec(id)?.[1]
  return `plan.${at === undefined ? '' : `${at}.`}${mix(JSON.stringify([from, id, dueAt]))}`
}

/** Four lanes of multiply and rotate over UTF-16 units (cyrb128). No secret rests on it. */
function mix(text: string): string {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = b ^ Math.imul(a ^ unit, 597399067)
    b = c ^ Math.imul(b ^ unit, 2869860233)
    c = d ^ Math.imul(c ^ unit, 951274213)
    d = a ^ Math.imul(d ^ unit, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
