import type { RowCounts } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import type { MenuItem } from '../ui/menu-element.ts';

/** The streams that can be saved, as menu items; one without bytes says so. */
export function downloadItems(counts: RowCounts | null): MenuItem[] {
  return (['stdout', 'stderr'] as const).map((stream, at) => ({
    id: `download-${stream}`,
    words: t('lane.download', { stream }),
    whyNot: (counts?.streams[stream]?.bytes ?? 0) > 0 ? null : t('lane.download.none'),
    ...(at === 0 ? { apart: 'line' as const } : {}),
  }));
}
