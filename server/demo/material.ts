/** What the demonstration company talks about, read from resources/demo. */
import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { inPackage } from '#server/paths.ts';
import { prioritySchema } from '#shared/domain/case/support-case.ts';
import { type ArticleFields, articleFieldsSchema } from '#shared/domain/knowledge/article.ts';
import { type CustomerFields, customerFieldsSchema } from '#shared/domain/people/customer.ts';
import { languageSchema } from '#shared/lib/words.ts';

/** One request with all that is said on its way. Texts hold `{number}` and other variables. */
export const requestSchema = z
  .object({
    language: languageSchema,
    category: z.string(),
    priority: prioritySchema,
    subject: z.string(),
    text: z.string(),
    question: z.string(),
    details: z.string(),
    additional: z.string(),
    solution: z.string(),
  })
  .readonly();
export type DemoRequest = z.infer<typeof requestSchema>;

export type Material = {
  readonly requests: readonly DemoRequest[];
  readonly customers: readonly CustomerFields[];
  readonly articles: readonly ArticleFields[];
};

export async function readMaterial(): Promise<Material> {
  const folder = (...parts: readonly string[]) => inPackage('resources', 'demo', ...parts);
  const files = (await readdir(folder('articles'))).filter((file) => file.endsWith('.md')).sort();
  const articles = await Promise.all(files.map((file) => readFile(folder('articles', file), 'utf8')));
  return {
    requests: z.array(requestSchema).parse(JSON.parse(await readFile(folder('requests.json'), 'utf8'))),
    customers: z
      .array(customerFieldsSchema)
      .parse(JSON.parse(await readFile(folder('customers.json'), 'utf8'))),
    articles: articles.map(parseArticle),
  };
}

/** Markdown with `title`, `language` and `category` between two lines of dashes. */
function parseArticle(text: string): ArticleFields {
  const [, head = '', body = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text) ?? [];
  const fields = head.split(/\r?\n/).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return articleFieldsSchema.parse({ ...Object.fromEntries(fields), body: body.trim() });
}
