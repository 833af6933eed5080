import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { LogoMark } from '#renderer/ui/logo-mark.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { type Language, languages } from '#shared/lib/words.ts';
import styles from './sign-in.module.css';
import { type SignIn, SignInForm } from './sign-in-form.tsx';

/** The door, in any of the languages. */
export function SignInScreen({
  isWiped,
  onSignIn,
  onLanguage,
}: {
  /** This computer has just forgotten what it kept of a person. */
  readonly isWiped: boolean;
  readonly onSignIn: SignIn;
  readonly onLanguage: (language: Language) => void;
}) {
  const { t } = useTranslation('session');
  const language = useLanguage();
  return (
    <main className={styles.page}>
      <div className={styles.door}>
        <div className={styles.card}>
          <div className={styles.head}>
            <LogoMark size={36} />
            <h1>{t('title')}</h1>
            <p>{t('lead')}</p>
          </div>
          {isWiped && (
            <Notice tone="warn" isUrgent>
              {t('wiped')}
            </Notice>
          )}
          <SignInForm onSignIn={onSignIn} />
          {!isWiped && <p className={styles.foot}>{t('keptForAuthor')}</p>}
        </div>
        <nav className={styles.languages} aria-label={t('language')}>
          {languages.map((one) => (
            <Button
              key={one}
              look="quiet"
              size="small"
              lang={one}
              aria-pressed={one === language}
              onClick={() => onLanguage(one)}
            >
              {languageNames[one]}
            </Button>
          ))}
        </nav>
      </div>
    </main>
  );
}
