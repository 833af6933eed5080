/** What stands beside the elements of a file and is no part of its flow: notes and data, and what they belong to. */
import type { Part } from './bpmn-file.ts';
import { flowElementsIn } from './counts.ts';
import { partIn, partsIn } from './parts.ts';

export type Artifact = {
  readonly of: Part;
  readonly size: { readonly width: number; readonly height: number };
};
type Line = { readonly of: Part; readonly from: Part; readonly to: Part };

const sizes: Readonly<Record<string, Artifact['size']>> = {
  'bpmn:TextAnnotation': { width: 140, height: 60 },
  'bpmn:DataObjectReference': { width: 36, height: 50 },
  'bpmn:DataStoreReference': { width: 50, height: 50 },
};

export function artifactsIn(containers: readonly Part[]): {
  readonly artifacts: readonly Artifact[];
  readonly lines: readonly Line[];
} {
  const elements = containers.flatMap(flowElementsIn);
  const beside = [...containers, ...elements].flatMap((one) => partsIn(one, 'artifacts'));
  return {
    artifacts: [...elements, ...beside].flatMap((of) => {
      const size = sizes[of.$type];
      return size === undefined ? [] : [{ of, size }];
    }),
    lines: [
      ...beside
        .filter(({ $type }) => $type === 'bpmn:Association')
        .flatMap((of) => lineOf(of, partIn(of, 'sourceRef'), partIn(of, 'targetRef'))),
      ...elements.flatMap((element) => [
        ...partsIn(element, 'dataInputAssociations').flatMap((of) =>
          lineOf(of, partsIn(of, 'sourceRef')[0], element),
        ),
        ...partsIn(element, 'dataOutputAssociations').flatMap((of) =>
          lineOf(of, element, partIn(of, 'targetRef')),
        ),
      ]),
    ],
  };
}

function lineOf(of: Part, from: Part | undefined, to: Part | undefined): readonly Line[] {
  return from === undefined || to === undefined ? [] : [{ of, from, to }];
}
