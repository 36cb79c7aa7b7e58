import { LitElement } from 'lit'
import { frames } from './frame/frames.ts'

/** Renders once per frame of the screen at most, however much happens between: a page that nobody sees renders nothing. */
export abstract class FrameElement extends LitElement {
  protected override async scheduleUpdate(): Promise<void> {
    // The first time at once: an empty box that fills a frame later would flicker.
    if (this.hasUpdated) await frames.next()
    await super.scheduleUpdate()
  }
}
