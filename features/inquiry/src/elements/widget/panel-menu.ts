import type { MenuItem } from '@parley/elements'
import { hushIcon, soundIcon } from '@parley/elements'
import { isOver } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { downloadIcon, endIcon, mailIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { sound } from './sound.ts'

interface Does {
  readonly save: (thread: ThreadModel) => void
  /** Missing where nothing is mailed. */
  readonly mail: ((thread: ThreadModel) => void) | undefined
  readonly end: () => void
}

/** What the menu in the panel's header offers; of a conversation, where one is shown. */
export function panelMenu(thread: ThreadModel | undefined, { text }: Words, does: Does): readonly MenuItem[] {
  const { isOn } = sound
  const ring = {
    name: 'sound',
    label: `${text.sound}: ${isOn ? text.soundOn : text.soundOff}`,
    icon: isOn ? soundIcon : hushIcon,
    act: () => sound.switch(!isOn),
  }
  if (!thread?.isReady) return [ring]
  const end = { name: 'end', label: text.end, icon: endIcon, act: does.end }
  const save = { name: 'transcript', label: text.transcript, icon: downloadIcon, act: () => does.save(thread) }
  const { mail } = does
  const mails = mail ? [{ name: 'mail', label: text.mailTranscript, icon: mailIcon, act: () => mail(thread) }] : []
  return [save, ...mails, ring, ...(isOver(thread.state) ? [] : [end])]
}
