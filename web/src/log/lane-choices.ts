import { preferences } from '../state/preferences.ts';
import type { CopyForm } from './copy-lines.ts';
import type { LaneElement } from './lane-element.ts';
import type { TimeMode } from './line-time.ts';

/** Does what was chosen in a menu or on a button of the output. */
export function chooseInLane(lane: LaneElement, id: string): void {
  if (id === 'merged' || id === 'columns') lane.arrange(id);
  else if (id === 'wrap') preferences.choose({ wrap: !preferences.choices.wrap });
  else if (id === 'bytes') void lane.toggleBytes();
  else if (id === 'clear') lane.clear();
  else if (id === 'focus') lane.focusOutput();
  else if (id === 'download-stdout' || id === 'download-stderr') void lane.download(id === 'download-stdout' ? 1 : 2);
  else if (id === 'copy-link') void lane.copyLink();
  else if (id.startsWith('copy-')) void lane.copy(id.slice(5) as CopyForm);
  else if (id.startsWith('time-')) preferences.choose({ timeMode: id.slice(5) as TimeMode });
}
