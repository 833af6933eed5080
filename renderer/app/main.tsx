import './without-eval.ts';
import '@fontsource-variable/inter';
import '#renderer/styles/tokens.css';
import '#renderer/styles/tones.css';
import '#renderer/styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { registerServiceWorker } from '#renderer/service-worker/register.ts';
import { ThemeProvider } from '#renderer/ui/theme-provider.tsx';
import { must } from '#shared/lib/must.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { translator } from './language.ts';
import { SessionGate } from './session-gate.tsx';

createRoot(must(document.getElementById('root'), 'the place for the interface')).render(
  <StrictMode>
    <I18nextProvider i18n={translator}>
      <ThemeProvider>
        <ErrorBoundary>
          <SessionGate />
        </ErrorBoundary>
      </ThemeProvider>
    </I18nextProvider>
  </StrictMode>,
);

registerServiceWorker();
