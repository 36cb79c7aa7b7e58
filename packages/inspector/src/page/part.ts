import { LitElement } from 'lit'
import type { Language } from '../explain/said.ts'
import type { Api } from './api.ts'
import type { InspectorModel } from './inspector-model.ts'
import type { InspectorWords } from './locale/words.ts'

/** What every part of the page is given by the one it is in. */
export interface Surroundings {
  readonly api: Api
  readonly model: InspectorModel
  readonly language: Language
  readonly words: InspectorWords
}

/** A part of the page. It renders again when its surroundings are given anew, which happens with every change of the model. */
export abstract class Part extends LitElement {
  static override properties = { around: { attribute: false } }

  declare around: Surroundings

  protected get words(): InspectorWords {
    return this.around.words
  }

  /** Asks the page to go somewhere else. */
  protected go(to: Destination): void {
    this.dispatchEvent(new CustomEvent<Destination>('inspector-go', { detail: to, bubbles: true, composed: true }))
  }
}

export interface Destination {
  readonly tab: Tab
  /** An attempt's id, a channel's name. */
  readonly chosen?: string
}

export const tabs = ['attempts', 'send', 'channels', 'closes'] as const
export type Tab = (typeof tabs)[number]
