import type { MenuContent, MenuItem } from '@parley/elements'
import { checkIcon, clockIcon } from '@parley/elements'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import { priorities } from '../../contract/index.ts'
import type { DeskActions, Subject } from './actions.ts'
import { flagIcon, labelIcon, mailIcon, mergeIcon, queueIcon, reopenIcon, swapIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

/** Whether we may pass an inquiry on. */
export function isOursToPass({ agent }: Subject, desk: DeskModel): boolean {
  return desk.isSupervisor || (agent !== undefined && agent.id === desk.you?.id)
}

interface MenuContext {
  readonly desk: DeskModel
  readonly words: Words
  readonly actions: DeskActions
  /** What opens it. */
  readonly from: HTMLElement
  /** Mails the conversation to its customer; missing where that cannot be. */
  readonly mail: (() => Promise<void>) | undefined
}

/** What can be done with an inquiry beside the main thing. */
export function subjectMenu(subject: Subject, { desk, words, actions, from, mail }: MenuContext): MenuContent {
  const { text } = words
  const { id, rev, status, agent } = subject
  const passes = isOursToPass(subject, desk)
  const isOpen = status === 'open' || status === 'snoozed'
  const ask = (dialog: 'transfer' | 'snooze' | 'labels' | 'merge') => () => actions.ask({ dialog, subject })
  const item = (name: string, label: string, icon: unknown, act: () => void, isThere = true): readonly MenuItem[] =>
    isThere ? [{ name, label, icon, act }] : []
  return {
    label: text.actions,
    items: [
      ...item(
        'transfer',
        agent === undefined ? text.assign : text.transfer,
        swapIcon,
        ask('transfer'),
        isOpen && passes,
      ),
      ...item(
        'release',
        text.release,
        queueIcon,
        () => actions.attempt(desk.decide.release({ inquiry: id, rev }), text.didRelease),
        isOpen && passes && agent !== undefined,
      ),
      ...item('snooze', text.snooze, clockIcon, ask('snooze'), status === 'open' && passes && agent !== undefined),
      ...item(
        'wake',
        text.wake,
        clockIcon,
        () => actions.attempt(desk.decide.wake({ inquiry: id })),
        status === 'snoozed',
      ),
      ...item('priority', text.priority, flagIcon, () =>
        actions.openMenu(from, priorityMenu(subject, desk, words, actions)),
      ),
      ...item('labels', text.labels, labelIcon, ask('labels')),
      ...item('merge', text.merge, mergeIcon, ask('merge'), subject.mergedInto === undefined),
      ...item('mail', text.mailTranscript, mailIcon, () => actions.attempt(mail!(), text.didMail), mail !== undefined),
      ...item(
        'reopen',
        text.reopen,
        reopenIcon,
        () => actions.attempt(desk.decide.reopen({ inquiry: id })),
        status === 'resolved' && subject.mergedInto === undefined,
      ),
    ],
  }
}

function priorityMenu(
  { id, priority: before }: Subject,
  desk: DeskModel,
  { text }: Words,
  actions: DeskActions,
): MenuContent {
  return {
    label: text.priorityMenu,
    items: priorities.map((priority) => ({
      name: priority,
      label: text.priorities[priority],
      icon: priority === before ? checkIcon : flagIcon,
      act: () => actions.attempt(desk.decide.setPriority({ inquiry: id, priority })),
    })),
  }
}
