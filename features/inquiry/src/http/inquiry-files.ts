import type { FilesFeature } from '@parley/files'
import type { DeskConfig } from '../options.ts'

/** Files belong to inquiries: uploads of either side wait there to be named in what is written, those of the first message in one that was prepared. */
export function inquiryFiles({ agentOf }: Pick<DeskConfig, 'agentOf'>): FilesFeature {
  return {
    name: 'inquiry',
    channel: 'inquiry',
    keyName: 'inquiry',
    isKey: (key) => /^[a-z0-9]{16,40}$/.test(key),
    // Also an agent asks.
    viewsOf: (actor) => (agentOf(actor) === undefined ? ['customer'] : ['agent', 'customer']),
    view: 'agent',
    collection: 'files',
    commands: { uploaded: 'uploaded', gone: 'uploadsGone' },
  }
}
