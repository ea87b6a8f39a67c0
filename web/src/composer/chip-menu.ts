import { t } from '../strings/message.ts';
import type { MenuItem } from '../ui/menu-element.ts';

/** What can be done with one argument of `count`. */
export function chipMenu(index: number, count: number): readonly MenuItem[] {
  return [
    {
      id: 'left',
      words: t('composer.chip.left'),
      icon: 'left',
      key: 'Alt+[',
      whyNot: index === 0 ? t('composer.chip.first') : null,
    },
    {
      id: 'right',
      words: t('composer.chip.right'),
      icon: 'right',
      key: 'Alt+]',
      whyNot: index >= count - 1 ? t('composer.chip.last') : null,
    },
    { id: 'before', words: t('composer.chip.before'), icon: 'plus', apart: 'line' },
    { id: 'split', words: t('composer.chip.split'), icon: 'dots' },
    { id: 'remove', words: t('composer.chip.remove'), icon: 'cross', apart: 'line' },
  ];
}
