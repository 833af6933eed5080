import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';

const shown = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

test('HTML in a text is shown as it was typed, in a line and as a block', () => {
  expect(shown('Abra a pasta <usuario> e **<config>**.')).toContain(
    '<p>Abra a pasta &lt;usuario&gt; e <strong>&lt;config&gt;</strong>.</p>',
  );
  expect(shown('Antes\n\n<config>\n\nDepois')).toContain('<p>&lt;config&gt;</p>');
  expect(shown('- <a>\n- b')).toContain('&lt;a&gt;');
});

test('HTML in a text never runs', () => {
  const html = shown('<img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))');
  expect(html).not.toMatch(/<img|<script|href="javascript:/);
  expect(html).toContain('&lt;script&gt;');
});
