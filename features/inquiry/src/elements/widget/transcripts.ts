// The whole conversation for its customer: saved by the page, or mailed by the server.
import { failingOf } from '@parley/elements/models'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { transcriptOf } from '../../transcript.ts'
import type { Words } from './locale/words.ts'
import { saveText } from './save-text.ts'

/** What is said of it. */
export interface Outcome {
  readonly told?: string
  readonly problem?: string
}

export async function mailed(thread: ThreadModel, { text, reason }: Words): Promise<Outcome> {
  try {
    await thread.mailTranscript()
    return { told: text.transcriptMailed }
  } catch (error) {
    return { problem: text.transcriptNotMailed(reason(failingOf(error))) }
  }
}

/** As a text. That it was is said by the browser. */
export async function saved(thread: ThreadModel, words: Words): Promise<Outcome> {
  try {
    await save(thread, words)
    return {}
  } catch (error) {
    return { problem: words.text.transcriptFailed(words.reason(failingOf(error))) }
  }
}

async function save(thread: ThreadModel, words: Words): Promise<void> {
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
