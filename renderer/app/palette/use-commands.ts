import { useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useRoute } from 'wouter';
import { useRow } from '#renderer/data/hooks.ts';
import { usePins, useTogglePin } from '#renderer/data/pins.ts';
import { languageNames } from '#renderer/ui/language-names.ts';
import { caseName } from '#shared/domain/case/support-case.ts';
import { languages } from '#shared/lib/words.ts';
import { chooseLanguage } from '../language.ts';
import { themeNames, themes } from '../shell/themes.ts';
import { type Command, toCommand } from './command.ts';
import { useFlowCommands } from './use-flow-commands.ts';

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
  const flowCommands = useFlowCommands();
  return useMemo(() => {
    return [
      toCommand('new', t('newCase'), () => go('/queue/new')),
      toCommand('queue', t('goTo', { place: t('queue') }), () => go('/queue')),
      toCommand('board', t('goTo', { place: t('board') }), () => go('/board')),
      toCommand('knowledge', t('goTo', { place: t('knowledge') }), () => go('/knowledge')),
      toCommand('computer', t('goTo', { place: t('computer') }), () => go('/computer')),
      ...(open === undefined
        ? []
        : [
            toCommand('pin', t(isPinned ? 'unpinCase' : 'pinCase', { name: caseName(open) }), () =>
              togglePin(open.id),
            ),
          ]),
      ...flowCommands,
      toCommand('needs-you', t('needsYou'), onNeedsYou),
      ...themes.map((theme) =>
        toCommand(`theme-${theme}`, t('useTheme', { name: t(themeNames[theme]) }), () =>
          setColorScheme(theme),
        ),
      ),
      ...languages.map((language) =>
        toCommand(`language-${language}`, t('useLanguage', { name: languageNames[language] }), () =>
          chooseLanguage(language),
        ),
      ),
      toCommand('export-work', t('exportWork'), onExport),
      toCommand('bring-in-work', t('bringInWork'), onBringIn),
      toCommand('sign-out', t('signOut'), onSignOut),
    ];
  }, [
    t,
    go,
    setColorScheme,
    open,
    isPinned,
    togglePin,
    flowCommands,
    onNeedsYou,
    onExport,
    onBringIn,
    onSignOut,
  ]);
}
