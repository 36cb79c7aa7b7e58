import type { Text } from './text.ts'

/** A field of the form before the chat, as the app describes it. */
export interface Field {
  /** 1 to 40 of `a`–`z`, `0`–`9`, `-`, `_`. */
  readonly name: string
  readonly label: Text
  /** @default 'text' */
  readonly type?: 'text' | 'email' | 'phone' | 'multiline' | 'select'
  /** Of a `select`: what can be chosen; the `value` is what is answered. */
  readonly options?: readonly { readonly value: string; readonly label: Text }[]
  readonly required?: boolean
  /** A verified customer is not asked this. */
  readonly guestsOnly?: boolean
}

/** By the names of fields. What a customer says of himself here stays what he says. */
export type Answers = { readonly [field: string]: string }

/** Where the customer was when he asked. */
export interface PageContext {
  readonly url?: string
  readonly title?: string
  readonly language?: string
  readonly zone?: string
}
