#!/usr/bin/env node
import { processTerminal } from './command/process-terminal.ts'
import { runCreate } from './command/run.ts'

// npm create parley my-app -- --template fastify
runCreate(['new', ...process.argv.slice(2)], processTerminal()).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 3
  },
)
