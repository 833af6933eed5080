import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { commandKey, isMac } from '#renderer/ui/use-keys.ts';
import styles from './shell.module.css';

const sheet = [
  {
    title: 'keysAnywhere',
    keys: [
      { name: 'keyPalette', keys: ['{mod} K'] },
      { name: 'keySheet', keys: ['?'] },
      { name: 'keyNew', keys: ['N'] },
    ],
  },
  {
    title: 'keysQueue',
    keys: [
      { name: 'keyDown', keys: ['J', '↓'] },
      { name: 'keyUp', keys: ['K', '↑'] },
      { name: 'keyOpen', keys: ['Enter'] },
      { name: 'keyFilter', keys: ['/'] },
    ],
  },
  {
    title: 'keysCase',
    keys: [
      { name: 'keyOutcome', keys: ['{alt} 1…9'] },
      { name: 'keySend', keys: ['{mod} ↵'] },
      { name: 'keyReply', keys: ['R'] },
      { name: 'keyNote', keys: ['O'] },
      { name: 'keyAttach', keys: ['F'] },
      { name: 'keyAssign', keys: ['A'] },
      { name: 'keyPin', keys: ['P'] },
      { name: 'keyMap', keys: ['M'] },
    ],
  },
  {
    title: 'keysDrawing',
    keys: [
      { name: 'keyFollow', keys: ['←', '↑', '→', '↓'] },
      { name: 'keyHome', keys: ['Home'] },
      { name: 'keyZoomIn', keys: ['+'] },
      { name: 'keyZoomOut', keys: ['-'] },
      { name: 'keyZoomAll', keys: ['0'] },
    ],
  },
] as const;

/** Every key on one sheet. */
export function KeySheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const name = (key: string) => key.replace('{mod}', commandKey()).replace('{alt}', isMac() ? '⌃' : 'Alt');
  return (
    <Dialog title={t('keys')} isOpen={isOpen} onClose={onClose} size={760}>
      <div className={styles.sheet}>
        {sheet.map((part) => (
          <section key={part.title}>
            <h3>{t(part.title)}</h3>
            <dl>
              {part.keys.map((line) => (
                <div key={line.name}>
                  <dt>{t(line.name)}</dt>
                  <dd>
                    {line.keys.map((key) => (
                      <span key={key}>
                        <Kbd>{name(key)}</Kbd> <span className="visually-hidden">{name(key)}</span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.hint}>{t('keyHint')}</p>
    </Dialog>
  );
}
