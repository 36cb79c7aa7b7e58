import { fail, failingOf } from '@parley/elements/models'
import { describeOwnInquiries } from '../description.ts'
import { send } from '../send.ts'
import type { CustomerConnection } from './connection.ts'
import { OwnInquiriesModel } from './own-model.ts'
import { randomKey } from './random-key.ts'

/**
 * Gives what a guest has asked to the person who is signed in on another connection of the same page. Only the page that has the guest's secret can
 * do it: a code that it makes by chance goes over both. `false`: the guest has asked nothing, or these are not a guest and a person. Rejects with a
 * `Failing`.
 */
export async function handOver(guest: CustomerConnection, person: CustomerConnection): Promise<boolean> {
  if (guest.user?.guest !== true || person.user === undefined || person.user.guest) return false
  const own = new OwnInquiriesModel(guest.open(describeOwnInquiries, guest.user.id))
  // The person may not look into the list of a guest, and need not.
  const list = person.open(describeOwnInquiries, guest.user.id)
  try {
    await isReady(own)
    if (own.all.length === 0) return false
    const code = randomKey(40)
    await own.offer(code)
    await send(list, list.commands.adopt({ code }))
    return true
  } finally {
    own.close()
    list.close()
  }
}

function isReady(own: OwnInquiriesModel): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {}
    const look = () => {
      if (own.isReady) resolve()
      else if (own.refusal !== undefined) reject(failingOf(own.refusal))
      else if (own.status === 'closed') reject(fail('client/closed', 'The connection of the guest was closed.'))
      else return
      stop()
    }
    stop = own.onChange(look)
    look()
  })
}
