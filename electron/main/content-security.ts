/**
 * What the interface may load and whom it may call: itself, and the company's
 * server. Sent with every page.
 *
 * Styles may be inline: the component library writes its variables that way,
 * and a style cannot call anyone the other lines do not allow.
 */
export function contentSecurity(server: string): string {
  const live = server.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    `connect-src 'self' ${server} ${live}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
