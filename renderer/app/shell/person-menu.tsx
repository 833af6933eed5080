import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceLaptop, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useActor, useClient } from '#renderer/data/hooks.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { languageNames } from '#renderer/ui/language-names.ts';
import { useLanguage } from '#renderer/ui/use-words.ts';
import { languages } from '#shared/lib/words.ts';
import { chooseLanguage } from '../language.ts';
import styles from './shell.module.css';
import { themeNames, themes } from './themes.ts';

/** The person signed in, and what this device shows them. */
export function PersonMenu({
  onKeys,
  onSignOut,
}: {
  readonly onKeys: () => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useTranslation('shell');
  const { session } = useClient();
  const [, go] = useLocation();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { name } = useActor();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={t('personMenu', { name })}>
          <Avatar name={name} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name}, {session.space.name}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.RadioItem
            closeMenuOnClick
            key={theme}
            value={theme}
            checked={colorScheme === theme}
            onClick={() => setColorScheme(theme)}
          >
            {t(themeNames[theme])}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {languages.map((one) => (
          <Menu.RadioItem
            closeMenuOnClick
            key={one}
            value={one}
            lang={one}
            checked={one === language}
            onClick={() => chooseLanguage(one)}
          >
            {languageNames[one]}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDeviceLaptop size={16} aria-hidden="true" />}
          onClick={() => go('/computer')}
        >
          {t('computer')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden="true" />} onClick={onKeys}>
          {t('keys')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={onSignOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
