import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import styles from './markdown.module.css';
import { rawAsText } from './raw-as-text.ts';

/** Text people wrote in Markdown. HTML of theirs is shown, never run; links open outside, pictures are named, not fetched. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.text}>
      <ReactMarkdown rehypePlugins={[rawAsText, rehypeSanitize]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

// An article has its title above: its own headings begin one level below.
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ alt }) => <span>{alt}</span>,
};
