/** The parts of a rehype tree that matter here. */
type TreeNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, never>;
  children?: TreeNode[];
};

/** Shows HTML in a text as it was typed: `<user>` is mostly a blank to fill in, and dropping it changes what is said. */
export function rawAsText() {
  return (tree: TreeNode): void => show(tree);
}

function show(parent: TreeNode): void {
  if (parent.children === undefined) return;
  parent.children = parent.children.map((child) => {
    if (child.type !== 'raw') {
      show(child);
      return child;
    }
    const text = { type: 'text', value: child.value ?? '' };
    const isBlock = parent.type === 'root' || parent.tagName === 'blockquote';
    return isBlock ? { type: 'element', tagName: 'p', properties: {}, children: [text] } : text;
  });
}
