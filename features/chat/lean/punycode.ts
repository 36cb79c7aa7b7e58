// Stands in for `punycode.js` in the file for browsers: addresses are read by the browser's own `URL`.
export default { toASCII: (host: string): string => host, toUnicode: (host: string): string => host }
