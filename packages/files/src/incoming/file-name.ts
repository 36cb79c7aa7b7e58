const longest = 120

/** A file's name as it is shown and proposed for saving: without folders, controls and what turns a text around; never empty. */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? ''
  const clean = last
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^\.+/u, '')
  if (clean === '') return 'file'
  if (clean.length <= longest) return clean
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : ''
  return `${clean.slice(0, longest - ending.length).replace(/\p{Surrogate}/gu, '\ufffd')}${ending}`
}

/** `Content-Disposition` (RFC 6266): the plain name for old programs, the real one in RFC 8187's form. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const real = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${real}`
}
