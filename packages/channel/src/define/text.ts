/**
 * What people read: as it is, or in several languages by their tags (`en`, `ko`, `pt-BR`). `{actors}` and `{count}` in it are filled
 * in when it is shown.
 */
export type Text = string | { readonly [language: string]: string }
