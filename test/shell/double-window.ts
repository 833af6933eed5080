/** `BrowserWindow` and `webContents` over a page of a real Chromium. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Frame, Page } from 'playwright';
import { toReal, toShown } from './double-address.ts';
import { bindings, deliverName, preloadScript } from './double-preload.ts';
import { appEvents, type OpenHandler, signals, state, type WindowDouble } from './double-state.ts';

class WebContents
  extends EventEmitter
  implements Pick<Electron.WebContents, 'getURL' | 'isLoading' | 'reload' | 'send'>
{
  openHandler: OpenHandler | undefined;
  readonly mainFrame: { readonly url: string };
  readonly #window: BrowserWindow;

  constructor(window: BrowserWindow) {
    super();
    this.#window = window;
    const contents = this;
    this.mainFrame = {
      get url() {
        return contents.getURL();
      },
    };
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return toReal(this.#window.page?.url() ?? '');
  }

  isLoading(): boolean {
    return !this.#window.isLoaded;
  }

  reload(): void {
    void this.#window.page?.reload();
  }

  send(channel: string, ...args: unknown[]): void {
    const call = `window.${deliverName}(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    void this.#window.page?.evaluate(call);
  }
}

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'focus'
      | 'getNormalBounds'
      | 'isMaximized'
      | 'isMinimized'
      | 'loadURL'
      | 'maximize'
      | 'restore'
      | 'show'
    >
{
  static getAllWindows(): WindowDouble[] {
    return state.windows;
  }
  static getFocusedWindow(): WindowDouble | null {
    return state.focused ?? null;
  }

  page: Page | undefined;
  isLoaded = false;
  isShown = false;
  focusCount = 0;
  /** The page once it is loaded. */
  readonly whenLoaded: Promise<Page>;
  readonly webContents = new WebContents(this);
  readonly options: BrowserWindowConstructorOptions;
  #isMaximized = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.whenLoaded = new Promise((resolve) => {
      this.webContents.once('did-finish-load', () => resolve(this.page as Page));
    });
    state.windows.push(this);
    appEvents.emit('web-contents-created', {}, this.webContents);
    signals.emit('window');
  }

  async loadURL(url: string): Promise<void> {
    const context = await state.context?.();
    if (!context) throw new Error('the double has no browser');
    this.page = await context.newPage();
    this.page.on('popup', (popup) => void popup.close());
    this.page.on('close', () => this.#handleClosed());
    await this.page.exposeBinding(bindings.invoke, ({ frame }, channel: string, args: unknown[]) =>
      this.#invoke(frame, channel, args),
    );
    await this.page.exposeBinding(bindings.open, (_source, address: string) => {
      this.webContents.openHandler?.({ url: toReal(address) });
    });
    const preload = this.options.webPreferences?.preload;
    if (preload) await this.page.addInitScript(preloadScript(readFileSync(preload, 'utf8')));
    await this.page.goto(toShown(url));
    this.isLoaded = true;
    this.emit('ready-to-show');
    this.webContents.emit('did-finish-load');
  }

  show(): void {
    this.isShown = true;
    state.focused = this;
  }
  focus(): void {
    this.focusCount += 1;
    state.focused = this;
    void this.page?.bringToFront();
  }
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    this.#isMaximized = true;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  async #invoke(
    frame: Frame,
    channel: string,
    args: readonly unknown[],
  ): Promise<{ value: unknown } | { error: string }> {
    const isMain = frame === this.page?.mainFrame();
    const senderFrame = isMain ? this.webContents.mainFrame : { url: toReal(frame.url()) };
    return invokeMain(channel, args, { sender: this.webContents, senderFrame });
  }

  #handleClosed(): void {
    if (!state.windows.includes(this)) return;
    this.emit('close');
    state.windows.splice(state.windows.indexOf(this), 1);
    if (state.focused === this) state.focused = undefined;
    this.emit('closed');
    if (state.windows.length === 0) appEvents.emit('window-all-closed');
  }
}

/** Calls the handler main registered. What passes is copied, as between processes. */
export async function invokeMain(
  channel: string,
  args: readonly unknown[],
  event: object,
): Promise<{ value: unknown } | { error: string }> {
  const handler = state.handlers.get(channel);
  if (!handler) return { error: `No handler registered for '${channel}'` };
  try {
    return { value: structuredClone(await handler(event, ...structuredClone(args))) };
  } catch (error) {
    return { error: String(error) };
  }
}
