import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PaletteResults } from './palette-results.tsx';
import { paletteStore } from './palette-store.ts';
import type { Actions } from './use-commands.ts';

/** Cases, customers, articles and commands from one field, by Ctrl/⌘ K from anywhere, also while typing. */
export function Palette(props: Actions) {
  const { t } = useTranslation('shell');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      triggerOnContentEditable
      clearQueryOnClose
      maxHeight={460}
      scrollable
      radius="md"
      centered={false}
      yOffset="9vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      attributes={{ content: { 'aria-label': t('paletteLabel') } }}
    >
      <Spotlight.Search
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        <PaletteResults query={query} {...props} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
