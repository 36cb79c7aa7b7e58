/**
 * What the first picture of a room does without. The bundler makes a module of each; all come from where this code came from. What a
 * press may ask for is fetched when the page has nothing else to do, so that it is there also when the network has gone.
 */
import { defineElements } from '@parley/elements'
import { nameEmojiWith } from './emoji/emoji-names.ts'
import { Part } from './part.ts'
import { readMarksWith } from './text/rich-text.ts'

/** Reads the marks in messages. No message is shown before it is there: it would change its height afterwards. */
export const markdown = new Part(async () => readMarksWith((await import('./text/markdown.ts')).parseMarkdown))

/** A room's menus, panels and dialogs. */
export const roomTools = new Part(async () => {
  const { elements, emojiName } = await import('./room-tools.ts')
  nameEmojiWith(emojiName)
  defineElements(elements)
})

/** The outer columns of the app. */
export const appColumns = new Part(async () => {
  const [{ elements }] = await Promise.all([import('./app/app-columns.ts'), markdown.load()])
  defineElements(elements)
})

/** The app's other panels and its dialogs. */
export const appTools = new Part(async () => defineElements((await import('./app/app-tools.ts')).elements))

/** Safari has no idle callback yet. */
const idleMs = 1000

/** Loads a part when the page has nothing else to do; resolves with whether it is there. */
export async function loadWhenIdle(part: Part): Promise<boolean> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: idleMs })
    else setTimeout(resolve, idleMs)
  })
  return part.load()
}
