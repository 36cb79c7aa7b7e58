import { searches } from '../page-acts.ts'
import { findAll, findOnce } from '../watched-find.ts'
import type { World } from '../world.ts'

/** Each answer comes by then. */
const answeredWithinMs = 60_000

/** What one page of each channel finds, by paging, by id and by words, is what is stored and was not removed. */
export async function faultsOfDocuments({ pages, keys, ledger, chance, clock }: World): Promise<string[]> {
  const faults: string[] = []
  const violate = (fault: string) => void faults.push(fault)
  let waiting = 0
  const wait = (looked: Promise<void>) => {
    waiting += 1
    looked.then(
      () => {
        waiting -= 1
      },
      (error: unknown) => violate(`documents could not be looked for: ${error}`),
    )
  }
  for (const key of keys) {
    const page = chance.pick(pages)
    page.open(key, 'all')
    await clock.advance(2_000)
    const handle = page.handles.get(`${key} all`)
    if (handle === undefined) continue
    const looker = { owner: page.owner, ledger, violate }
    wait(findAll(handle, { limit: chance.integer(7, 40) }, looker))
    wait(findAll(handle, { limit: chance.integer(7, 20), search: chance.pick(searches) }, looker))
    const ids = [...ledger.consequences.documents(handle.channel).keys()]
    if (ids.length > 0) wait(findOnce(handle, { id: chance.pick(ids) }, looker))
  }
  for (let waited = 0; waited < answeredWithinMs && waiting > 0; waited += 1_000) await clock.advance(1_000)
  if (waiting > 0 && faults.length === 0) faults.push(`${waiting} questions for documents are never answered`)
  return faults
}
