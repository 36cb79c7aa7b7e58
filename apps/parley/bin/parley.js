#!/usr/bin/env node
// npm links commands while it installs, and leaves out those whose file is not there yet: this one is, before the first build.
import { existsSync } from 'node:fs'

const built = new URL('../dist/bin.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  console.error('This checkout of Parley is not built yet. In its folder run: npm run build')
  process.exitCode = 1
}
