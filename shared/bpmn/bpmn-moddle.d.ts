/** bpmn-moddle is written in JavaScript and says only what BPMN looks like; this is as much of its own face as is used. */
declare module 'bpmn-moddle' {
  export type ModdleElement = {
    readonly $type: string;
    readonly $attrs: Record<string, unknown>;
    readonly $descriptor: {
      /** Of what it knows a schema of. */
      readonly properties?: readonly {
        readonly name: string;
        readonly ns: { readonly localName: string };
        readonly isReference?: boolean;
      }[];
    };
    $parent?: ModdleElement;
    /** Of what it knows no schema of. */
    readonly $children?: readonly ModdleElement[];
    readonly $body?: string;
    readonly $instanceOf: (type: string) => boolean;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  };
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, object>>);
    fromXML(xml: string): Promise<{
      readonly rootElement: ModdleElement;
      readonly warnings: readonly { readonly message: string }[];
    }>;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
  }
}
