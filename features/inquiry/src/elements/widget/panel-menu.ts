import type { MenuItem } from '@parley/elements'
import { hushIcon, soundIcon } from '@parley/elements'
import { isOver } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { transcriptOf } from '../../client/customer/transcript.ts'
import { downloadIcon, endIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { saveText } from './save-text.ts'
import { sound } from './sound.ts'

interface Does {
  readonly save: (thread: ThreadModel) => void
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
  return [save, ring, ...(isOver(thread.state) ? [] : [end])]
}

/** Saves the whole conversation as a text. Rejects with a `Failing`. */
export async function saveTranscript(thread: ThreadModel, words: Words): Promise<void> {
  const { text } = words
  const no = thread.state.info?.no
  const entries = await thread.loadAll()
  const whole = transcriptOf(no === undefined ? text.conversation : text.inquiry(String(no)), entries, {
    ...{ you: text.you, erased: text.erased, bot: text.botName, file: text.file },
    moment: (at) => words.moment(at),
    line: (line) => words.line(line),
  })
  saveText(whole, `inquiry${no === undefined ? '' : `-${no}`}.txt`)
}
