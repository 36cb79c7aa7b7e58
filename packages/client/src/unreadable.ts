import type { Find, FindBy, Issue, Read, Reason } from '@parley/channel/client'
import { Code, isName, isTooDeep } from '@parley/channel/client'

// What no server reads is refused here: it would answer with an `error` that does not say which request it means, and who waits for
// that one would wait for ever.

/** Why a channel of this name can neither be opened nor commanded. */
export function unreadableChannel(channel: string): Reason | undefined {
  const name: unknown = channel
  if (isName(name)) return undefined
  const shown = channel.length > 40 ? `${channel.slice(0, 40)}…` : channel
  const message = `No channel can be named "${shown}": a name has at most 200 characters, none of them half.`
  return { code: Code.unknownChannel, message, retryable: false }
}

/** Why a command would not be read, given as it goes over the wire. */
export function unreadableCommand(channel: string, name: string, text: string): Reason | undefined {
  const reason = unreadableChannel(channel)
  if (reason !== undefined) return reason
  if (!isName(name)) return { code: Code.unknownCommand, message: 'No command has such a name.', retryable: false }
  if (isTooDeep(text))
    return invalid(`The input of ${name}`, { path: '', message: 'is nested more than 200 levels deep' })
  return undefined
}

/** Why a read or a find would not be read. */
export function unreadableQuery(message: Read | Find): Reason | undefined {
  const issue = message.type === 'read' ? readIssue(message) : findIssue(message)
  return issue && invalid(`A ${message.type}`, issue)
}

function readIssue({ before }: Read): Issue | undefined {
  return isCount(before) ? undefined : { path: 'before', message: 'must be a whole number, 0 or more' }
}

function findIssue({ collection, by }: Find): Issue | undefined {
  const issue = isName(collection) ? byIssue(by) : 'collection'
  return typeof issue === 'string'
    ? { path: issue, message: 'must have 1 to 200 characters, none of them half' }
    : issue
}

function byIssue(by: FindBy): Issue | string | undefined {
  if ('id' in by) return isName(by.id) ? undefined : 'id'
  const { search, before } = by
  if (search !== undefined && !isName(search)) return 'search'
  if (before === undefined || (Number.isSafeInteger(before.order) && isName(before.id))) return undefined
  return { path: 'before', message: 'must be the `next` of a page before' }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function invalid(what: string, issue: Issue): Reason {
  const where = issue.path === '' ? '' : `: ${issue.path}`
  return { code: Code.invalidInput, message: `${what}${where} ${issue.message}.`, retryable: false, issues: [issue] }
}
