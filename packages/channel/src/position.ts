/**
 * How far a view is. `offset` counts the events of a channel from 1 without holes; 0 stands before the first.
 * `epoch` names the log the offset belongs to: a log that was made anew has another epoch, and offsets of
 * different epochs cannot be compared.
 */
export interface Position {
  readonly epoch: string
  readonly offset: number
}
