import type { StoredPlan, Write } from '../store/records.ts'

/** What is sent, apart from when and under which id. */
interface Content {
  readonly to: string
  readonly command: string
  readonly input: string
}

/** What became of each plan when the log was folded: what the last event that had to do with it made of it. */
type Planned = Map<string, Content | undefined>

/**
 * What becomes of a channel's planned commands that are not sent yet when a person is erased from it. The log is folded twice, as it was
 * and without him: what its effects plan now stands for what they planned then, at its old time. What still names him is called off.
 */
export class PlanErasure {
  readonly #pending: readonly StoredPlan[]
  readonly #person: string
  readonly #before: Planned = new Map()
  readonly #after: Planned = new Map()

  constructor(pending: readonly StoredPlan[], person: string) {
    this.#pending = pending
    this.#person = person
  }

  get isNeeded(): boolean {
    return this.#pending.length > 0
  }

  /** The same event with its effects as it was and as it is without the person. */
  fold(before: readonly Write[], after: readonly Write[]): void {
    for (const write of before) note(this.#before, write)
    for (const write of after) note(this.#after, write)
  }

  writes(): Write[] {
    const writes: Write[] = []
    for (const plan of this.#pending) {
      const key = keyOf(plan.id)
      const after = this.#after.get(key)
      const isHis = !isSame(this.#before.get(key), after) || namesPerson(plan, this.#person)
      if (!isHis || isSame(plan, after)) continue
      const { id, dueAt } = plan
      if (after === undefined || namesPerson(after, this.#person)) writes.push({ do: 'forget', id })
      else writes.push({ do: 'plan', plan: { id, dueAt, ...after } })
    }
    return writes
  }
}

/** Whether a planned command goes to a channel of this person, or carries his id. */
export function namesPerson({ to, input }: Content, person: string): boolean {
  return isNamed(to, person) || valueNames(JSON.parse(input), person)
}

function valueNames(value: unknown, person: string): boolean {
  if (typeof value === 'string') return isNamed(value, person)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, each]) => isNamed(name, person) || valueNames(each, person))
}

/** The id itself, or a channel's name that has it as its key: `inbox/ana`. */
function isNamed(text: string, person: string): boolean {
  return text === person || `/${text}/`.includes(`/${person}/`)
}

function note(planned: Planned, write: Write): void {
  if (write.do === 'forget') planned.set(keyOf(write.id), undefined)
  if (write.do !== 'plan') return
  const { id, to, command, input } = write.plan
  planned.set(keyOf(id), { to, command, input })
}

/** A plan without an id of its own is named after its event; the log may have had another epoch then. */
function keyOf(id: string): string {
  return id.startsWith('event.') ? `event.${id.split('.').slice(-2).join('.')}` : id
}

function isSame(one: Content | undefined, other: Content | undefined): boolean {
  return one?.to === other?.to && one?.command === other?.command && one?.input === other?.input
}
