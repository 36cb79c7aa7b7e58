import type { EngineCommand } from '../contract/commands.ts'
import type { Rejection } from '../contract/rejection.ts'
import * as admin from './admin.ts'
import { amend } from './amend.ts'
import { cancel, cancelAll, replace } from './cancel.ts'
import { clock } from './clock.ts'
import { placeOco } from './oco.ts'
import { place } from './place.ts'
import type { Run } from './run.ts'

/** Says the facts of a command into the run. A refusal comes before any fact. */
export function decide(run: Run, command: EngineCommand): Rejection | undefined {
  switch (command.do) {
    case 'place':
      return place(run, command, command.account)
    case 'cancel':
      return cancel(run, command)
    case 'amend':
      return amend(run, command)
    case 'replace':
      return replace(run, command)
    case 'place-oco':
      return placeOco(run, command)
    case 'cancel-all':
      return cancelAll(run, command)
    case 'clock':
      return clock(run)
    case 'deposit':
      return admin.deposit(run, command)
    case 'status':
      return admin.changeStatus(run, command)
    case 'fees':
      return admin.changeFees(run, command)
    case 'dead-man':
      return admin.deadMan(run, command)
    case 'list':
      return admin.list(run, command.info)
  }
}
