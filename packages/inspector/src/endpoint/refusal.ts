/** Why a visit gets no answer. What it says comes from the catalogue, in the visitor's language. */
export interface Refusal {
  readonly status: number
  readonly code: InspectCode
  readonly values?: Readonly<Record<string, string>>
}

export type InspectCode =
  | 'inspect/off'
  | 'inspect/remote'
  | 'inspect/forwarded'
  | 'inspect/host'
  | 'inspect/origin'
  | 'inspect/token'
  | 'inspect/method'
  | 'inspect/not-found'
  | 'inspect/not-built'
  | 'inspect/request'
  | 'inspect/too-many-pages'
  | 'inspect/unknown-attempt'
  | 'inspect/unknown-socket'
  | 'inspect/unknown-channel'
  | 'inspect/unknown-view'
  | 'inspect/trimmed'
  | 'inspect/unreadable'
  | 'inspect/not-plain'
  | 'inspect/closing'
  | 'inspect/replay'
  | 'inspect/replay-http2'

export function refuse(status: number, code: InspectCode, values?: Readonly<Record<string, string>>): Refusal {
  return values === undefined ? { status, code } : { status, code, values }
}
