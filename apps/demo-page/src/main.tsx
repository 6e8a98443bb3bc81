import { render } from 'preact'
import { loadDemos } from './demos/demo.ts'
import { Page } from './page.tsx'

try {
  render(<Page demos={await loadDemos()} />, document.body)
} catch (error) {
  render(
    <p class="failure" role="alert">
      The page cannot find the demos: {String(error)} Is <code>pnpm demo</code> still running?
    </p>,
    document.body,
  )
}
