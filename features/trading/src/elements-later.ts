/** The file that pages load: the screen comes when a page has it, so that it costs little where it is not. */
import { loadWhenUsed } from '@parley/elements/when-used'

loadWhenUsed({ 'parley-trading': () => import('./elements/define-trading.ts') })
