// Stands in for `linkify-it` in the file for browsers: addresses are found by text/link-text.ts, which knows Korean particles.
export class LinkifyIt {}
