import { expect, test } from 'vitest';
import { mayListen } from './listen-address.ts';

const plain = { hasTls: false, isBehindProxy: false };

test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('%s needs nothing more', (host) => {
  expect(mayListen({ ...plain, host })).toBe(true);
});

test.each(['0.0.0.0', '192.168.0.4', '::', 'raia.example.com', '127.0.0.1.example.com'])(
  '%s needs TLS or a proxy',
  (host) => {
    expect(mayListen({ ...plain, host })).toBe(false);
    expect(mayListen({ ...plain, host, hasTls: true })).toBe(true);
    expect(mayListen({ ...plain, host, isBehindProxy: true })).toBe(true);
  },
);
