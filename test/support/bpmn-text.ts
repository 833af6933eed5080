/** BPMN files written by hand for tests, part by part. */

/** The whole file around its processes and diagrams. */
export const definitions = (inside: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d" targetNamespace="t">${inside}</definitions>`;

export const process = (inside: string, id = 'p'): string => `<process id="${id}">${inside}</process>`;

export const way = (from: string, to: string, condition = ''): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;

export const times = (count: number, draw: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => draw(nth)).join('');

/** One gateway of the kind that parts into so many ways, and one that joins them. */
export const fan = (kind: string, count: number, condition: (nth: number) => string = () => ''): string =>
  process(
    `<startEvent id="s"/><${kind} id="g"/><${kind} id="j"/><endEvent id="e"/>${way('s', 'g')}${way('j', 'e')}${times(
      count,
      (nth) => `<task id="t${nth}" name="T"/>${way('g', `t${nth}`, condition(nth))}${way(`t${nth}`, 'j')}`,
    )}`,
  );

/** A process of so many elements, one after the other. */
export const chain = (count: number): string =>
  process(
    `<startEvent id="n0"/>${times(count - 1, (nth) => `<task id="n${nth + 1}" name="N"/>${way(`n${nth}`, `n${nth + 1}`)}`)}`,
  );

/** So many sub-processes, each inside the one before. */
export const nest = (count: number): string =>
  process(`${times(count, (nth) => `<subProcess id="b${nth}">`)}${'</subProcess>'.repeat(count)}`);

/** A start that is drawn so many times. */
export const manyShapes = (count: number): string => {
  const shape = (nth: number) =>
    `<bpmndi:BPMNShape id="h${nth}" bpmnElement="s"><dc:Bounds x="1" y="1" width="1" height="1"/></bpmndi:BPMNShape>`;
  return `${process('<startEvent id="s"/>')}<bpmndi:BPMNDiagram id="dd"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${times(count, shape)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
};
