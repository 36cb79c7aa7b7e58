import type { Content } from '../../contract/index.ts'

/** The `detail` of `parley-notification`: what the reader pressed. */
export interface NotificationPress {
  readonly n: number
  readonly content: Content
  /** Where it leads, if it does; without an action that of the notification. */
  readonly link: string | undefined
  /** The id of the button, where it was one of the notification's own. */
  readonly action: string | undefined
}

/** Tells the page of a press. `false`: the page goes there itself. */
export function tellPress(from: EventTarget, press: NotificationPress): boolean {
  const event = new CustomEvent<NotificationPress>('parley-notification', {
    detail: press,
    bubbles: true,
    composed: true,
    cancelable: true,
  })
  return from.dispatchEvent(event)
}

/** A press that the browser opens elsewhere: a new tab or window. The page goes nowhere. */
export function isElsewhere({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || button !== 0
}
