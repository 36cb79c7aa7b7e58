/** The kinds of notifications that `POST /parley/try/<kind>` of `parley start` sends. */
export const kinds = ['plain', 'actions', 'group', 'digest', 'security', 'silent', 'expiring', 'private'] as const

export type Kind = (typeof kinds)[number]
