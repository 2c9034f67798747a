import type { Answer } from '../route.ts'
import { htmlPage } from './html-page.ts'
import { html } from './markup.ts'

/** What a browser finds at the root: where to go from here. */
export function welcomePage(): Answer {
  return htmlPage(
    'Headgate',
    html`<h1>Headgate</h1>
<p>Hosted Kafka that you run yourself. It is up, and this is what is here:</p>
<ul>
<li><a href="/v1/docs">/v1/docs</a>: the API's reference, with commands to copy</li>
<li><a href="/v1/openapi.json">/v1/openapi.json</a>: the same for programs</li>
<li><a href="/v1/health">/v1/health</a>: whether every part is up</li>
<li><a href="/v1/plans">/v1/plans</a>: the plans, with limits and prices</li>
</ul>`,
  )
}
