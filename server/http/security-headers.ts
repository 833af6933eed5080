/** What the browser may do with our pages, and which other origin may call the API. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { protocolHeader } from '#shared/protocol/messages.ts';

/** The desktop app, which brings its token in a header. */
const desktopOrigin = 'app://raia';

export async function guardBrowsers(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The interface parts write their styles into the page; scripts come from files alone.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        // A WebSocket of the same host is 'self' too.
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cors, {
    origin: desktopOrigin,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language', protocolHeader, 'upload-offset'],
    exposedHeaders: ['retry-after', protocolHeader, 'upload-offset', 'upload-length', 'upload-complete'],
    maxAge: 86_400,
    strictPreflight: false,
  });
}
