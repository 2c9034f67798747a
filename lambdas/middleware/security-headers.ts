/**
 * On every answer. Browsers take nothing for a page that is none, embed nothing, and tell no other site where they came
 * from; a page that we do serve brings a Content-Security-Policy of its own.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  // Browsers heed it over TLS alone (RFC 6797, 8.1), so it changes nothing on a loopback address.
  'Strict-Transport-Security': 'max-age=63072000',
  'X-Content-Type-Options': 'nosniff',
}
