import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { translator } from './language.ts';

type Props = { readonly children: ReactNode };
type State = { readonly isBroken: boolean };

/** Where bugs end: a sentence instead of a blank window. Drafts and changes are on disk already. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { isBroken: false };

  static getDerivedStateFromError(): State {
    return { isBroken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const t = translator.getFixedT(translator.language, 'shell');
    return (
      <main style={{ height: '100%' }} role="alert">
        <EmptyState title={t('brokenTitle')} text={t('brokenText')}>
          <Button look="primary" onClick={() => location.reload()}>
            {t('brokenReload')}
          </Button>
        </EmptyState>
      </main>
    );
  }
}
