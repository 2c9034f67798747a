import { createHash } from 'node:crypto'
import type { Answer } from '../route.ts'
import { html, type Markup } from './markup.ts'
import { STYLE } from './style.ts'

/** The page's own style is the one thing that a browser may apply; nothing runs and nothing is fetched. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A whole page as an answer. */
export function htmlPage(title: string, body: Markup): Answer {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
${body}
</body>
</html>
`
  return {
    status: 200,
    body: page.markup,
    contentType: 'text/html; charset=utf-8',
    headers: { 'Content-Security-Policy': POLICY },
  }
}
