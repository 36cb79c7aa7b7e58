import { askClient, isBare } from '../ask/client.ts'
import type { BrokenCase, Named } from '../case.ts'
import { Site } from '../site/site.ts'

/** What became of one set-up. */
export interface Result {
  readonly it: BrokenCase
  readonly variant: number
  /** What somebody sees; undefined if it is not broken as its row says, and then `fault` says why. */
  readonly seen: string | undefined
  readonly named: Named | undefined
  readonly isNamed: boolean
  /** Undefined if there is nothing that a machine could do. */
  readonly isFixed: boolean | undefined
  /** What our client says of it; undefined where it has nowhere to go. */
  readonly client: Named | undefined
  readonly isSilent: boolean
  readonly fault: string | undefined
  readonly ms: number
}

export interface RunOptions {
  /** Whether only the symptom is looked at. */
  readonly symptomsOnly?: boolean
}

export async function runBroken(
  it: BrokenCase,
  variant: number,
  { symptomsOnly = false }: RunOptions = {},
): Promise<Result> {
  const began = performance.now()
  await using site = await Site.create()
  const faults: string[] = []
  const attempt = async <T>(what: string, run: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run()
    } catch (error) {
      faults.push(`${what}: ${error instanceof Error ? error.message : error}`)
      return undefined
    }
  }
  const seen = await attempt('symptom', async () => {
    await it.build(site, variant)
    return await it.symptom(site, variant)
  })
  const goesOn = seen !== undefined && !symptomsOnly
  const named = goesOn ? await attempt('naming', () => it.name(site, variant)) : undefined
  const isNamed = it.codes.includes(named?.codes[0] ?? '')
  if (goesOn && named !== undefined && !isNamed)
    faults.push(`named ${named.codes.join(', ') || 'nothing'}:\n${named.text}`)
  const { clientAt, fix } = it
  const client =
    goesOn && clientAt && variant === 0 ? await attempt('client', () => askClient(clientAt(site))) : undefined
  const isSilent = client !== undefined && isBare(client)
  if (isSilent) faults.push(`our client says ${client.codes[0]}: ${client.text}`)
  const isFixed =
    named === undefined || fix === undefined
      ? undefined
      : (await attempt('fix', async () => {
          await site.stop()
          await fix(site, named, variant)
          await it.works(site, variant)
          return true
        })) === true
  const ms = performance.now() - began
  const fault = faults.length === 0 ? undefined : faults.join('\n')
  return { it, variant, seen, named, isNamed, isFixed, client, isSilent, fault, ms }
}
