/** The log holds what this code cannot read: it is the feature's fault, and trying again does not help. */
export class LogFault extends Error {
  override readonly name = 'LogFault'
}
