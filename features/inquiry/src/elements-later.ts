/** The file that pages load: the elements come when a page has them, so that it costs little where they are not. */
import { loadWhenUsed } from '@parley/elements/when-used'

loadWhenUsed({
  'parley-inquiry': () => import('./elements/define-widget.ts'),
  'parley-inquiry-desk': () => import('./elements/define-desk.ts'),
})
