export const themes = ['light', 'dark', 'auto'] as const;

export const themeNames = { light: 'themeLight', dark: 'themeDark', auto: 'themeAuto' } as const;
