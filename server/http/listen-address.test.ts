import { expect, test } from 'vitest';
import { whyNotListen } from './listen-address.ts';

const plain = { hasTls: false, isBehindProxy: false };

test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('%s needs nothing more', (host) => {
  expect(whyNotListen({ ...plain, host })).toBeNull();
});

test.each(['0.0.0.0', '192.168.0.4', '::', 'raia.example.com', '127.0.0.1.example.com'])(
  '%s needs TLS or a proxy, and a sentence says so',
  (host) => {
    expect(whyNotListen({ ...plain, host })).toMatch(/TLS.*\.$/);
    expect(whyNotListen({ ...plain, host, hasTls: true })).toBeNull();
    expect(whyNotListen({ ...plain, host, isBehindProxy: true })).toBeNull();
  },
);
