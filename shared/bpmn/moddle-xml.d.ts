/** moddle-xml is written in JavaScript; this is as much of its own face as is used. */
declare module 'moddle-xml' {
  import type { BpmnModdle, ModdleElement } from 'bpmn-moddle';

  export type Warning = {
    readonly message: string;
    /** Of what could not be read, with its line in the message. */
    readonly error?: Error;
  };

  /** What is known of a file while it is read. */
  export type Reading = {
    addElement: (element: ModdleElement) => void;
    addReference: (reference: object) => void;
    addWarning: (warning: Warning) => void;
  };
  export type RootHandler = { context: Reading };
  export class Reader {
    /** A lax one leaves out what it cannot understand and goes on. */
    constructor(options: { readonly model: BpmnModdle; readonly lax: boolean });
    handler(type: string): RootHandler;
    fromXML(
      xml: string,
      root: RootHandler,
    ): Promise<{
      readonly rootElement: ModdleElement;
      readonly warnings: readonly Warning[];
    }>;
  }
}
