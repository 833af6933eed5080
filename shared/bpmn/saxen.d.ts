/** saxen is written in JavaScript; this is as much of its own face as is used. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag' | 'closeTag' | 'attention' | 'error', tell: () => void): this;
    /** Nothing more is told of this text. */
    stop(): void;
    parse(xml: string): void;
  }
}
