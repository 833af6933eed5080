/**
 * The script that runs a preload in a page before the page's own.
 *
 * The preload gets `require('electron')` and nothing of Node, as in a sandbox.
 * It shares the page's world, so context isolation itself is not shown here;
 * what `contextBridge` does to an exposed object (copied, frozen, not to be
 * replaced) is.
 */
import { shownSuffix } from './double-address.ts';

export const bindings = { invoke: '__shellInvoke', open: '__shellOpen' } as const;
/** The page's function that hands an event of the shell to the preload. */
export const deliverName = '__shellDeliver';

export function preloadScript(preload: string): string {
  return `(() => {
  if (window !== top || !location.host.endsWith(${JSON.stringify(shownSuffix)})) return;
  const callMain = window.${bindings.invoke};
  const openOutside = window.${bindings.open};
  delete window.${bindings.invoke};
  delete window.${bindings.open};
  const listeners = new Map();
  Object.defineProperty(window, ${JSON.stringify(deliverName)}, {
    value: (channel, args) => { for (const listener of listeners.get(channel) ?? []) listener({}, ...args); },
  });
  const ipcRenderer = {
    invoke: async (channel, ...args) => {
      const reply = await callMain(channel, structuredClone(args));
      if ('error' in reply) throw new Error("Error invoking remote method '" + channel + "': " + reply.error);
      return reply.value;
    },
    on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer; },
  };
  const bridged = (value) => {
    if (typeof value === 'function') return (...args) => bridged(value(...args.map(bridged)));
    if (value instanceof Promise) return value.then(bridged);
    if (value && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bridged(inner)])));
    }
    return typeof value === 'object' && value ? structuredClone(value) : value;
  };
  const contextBridge = {
    exposeInMainWorld: (name, api) => { Object.defineProperty(window, name, { value: bridged(api), enumerable: true }); },
  };
  window.open = (address) => { void openOutside(new URL(address, location.href).href); return null; };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('module not found in a sandboxed preload: ' + name);
  };
  ((require, module, exports, process, Buffer) => {
${preload}
  })(require, { exports: {} }, {}, undefined, undefined);
})()`;
}
