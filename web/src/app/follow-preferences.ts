import { preferences } from '../state/preferences.ts';

/**
 * Keeps the root element as chosen. `data-theme` is the theme; without a choice the style sheet follows the system by
 * itself, except for contrast, which gets the attribute so that its colours are written down once. `--single-key`
 * hides the caps of keys that are switched off.
 */
export function followPreferences(): void {
  const root = document.documentElement;
  const wantsContrast = matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const { theme, singleKeys } = preferences.choices;
    const shown = theme === 'auto' && wantsContrast.matches ? 'contrast' : theme;
    if (shown === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = shown;
    if (singleKeys) root.style.removeProperty('--single-key');
    else root.style.setProperty('--single-key', 'none');
  };
  apply();
  preferences.subscribe(apply);
  wantsContrast.addEventListener('change', apply);
}
