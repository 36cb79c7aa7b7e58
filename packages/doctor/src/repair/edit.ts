/** One step of a repair, as data. Paths are absolute. */
export type Edit =
  /** Whole lines from `line` on, counted from 1, are `before` and become `after`; `after` may be several lines, or undefined for none. */
  | {
      readonly do: 'replace'
      readonly file: string
      readonly line: number
      readonly before: string
      readonly after: string | undefined
    }
  /** Added as the file's last lines. */
  | { readonly do: 'append'; readonly file: string; readonly text: string }
  | { readonly do: 'rename'; readonly from: string; readonly to: string }
  /** Run in `folder`. */
  | { readonly do: 'run'; readonly folder: string; readonly command: readonly string[] }
