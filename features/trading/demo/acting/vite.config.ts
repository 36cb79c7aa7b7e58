import { fileURLToPath } from 'node:url'
import { demoConfig } from '../demo-config.ts'

export default demoConfig((name) => fileURLToPath(new URL(name, import.meta.url)))
