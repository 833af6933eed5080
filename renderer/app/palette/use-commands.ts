import { useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useRoute } from 'wouter';
import { useRow } from '#renderer/data/hooks.ts';
import { usePins, useTogglePin } from '#renderer/data/pins.ts';
import { languageNames } from '#renderer/ui/language-names.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { fold } from '#shared/lib/fold.ts';
import { languages } from '#shared/lib/words.ts';
import { chooseLanguage } from '../language.ts';
import { themeNames, themes } from '../shell/themes.ts';

export type Command = {
  readonly id: string;
  readonly label: string;
  readonly haystack: string;
  readonly run: () => void;
};

/** What only the frame around every screen can show. */
export type Actions = {
  readonly onNeedsYou: () => void;
  readonly onExport: () => void;
  readonly onBringIn: () => void;
  readonly onSignOut: () => void;
};

/** Everything that can be done from anywhere. */
export function useCommands({ onNeedsYou, onExport, onBringIn, onSignOut }: Actions): readonly Command[] {
  const { t } = useTranslation('shell');
  const [, go] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const [, place] = useRoute('/queue/:caseId');
  const open = useRow('case', place?.caseId ?? null)?.doc;
  const isPinned = usePins().has(open?.id ?? '');
  const togglePin = useTogglePin();
  return useMemo(() => {
    const command = (id: string, label: string, run: () => void): Command => ({
      id,
      label,
      haystack: fold(label),
      run,
    });
    return [
      command('new', t('newCase'), () => go('/queue/new')),
      command('queue', t('goTo', { place: t('queue') }), () => go('/queue')),
      command('board', t('goTo', { place: t('board') }), () => go('/board')),
      command('knowledge', t('goTo', { place: t('knowledge') }), () => go('/knowledge')),
      command('computer', t('goTo', { place: t('computer') }), () => go('/computer')),
      ...(open === undefined
        ? []
        : [
            command('pin', t(isPinned ? 'unpinCase' : 'pinCase', { name: caseName(open) }), () =>
              togglePin(open.id),
            ),
          ]),
      command('needs-you', t('needsYou'), onNeedsYou),
      ...themes.map((theme) =>
        command(`theme-${theme}`, t('useTheme', { name: t(themeNames[theme]) }), () => setColorScheme(theme)),
      ),
      ...languages.map((language) =>
        command(`language-${language}`, t('useLanguage', { name: languageNames[language] }), () =>
          chooseLanguage(language),
        ),
      ),
      command('export-work', t('exportWork'), onExport),
      command('bring-in-work', t('bringInWork'), onBringIn),
      command('sign-out', t('signOut'), onSignOut),
    ];
  }, [t, go, setColorScheme, open, isPinned, togglePin, onNeedsYou, onExport, onBringIn, onSignOut]);
}
