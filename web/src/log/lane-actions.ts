import type { Action } from '../state/actions.ts';
import { preferences } from '../state/preferences.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import type { LaneElement } from './lane-element.ts';
import { TIME_MODES } from './line-time.ts';

function nextTimeMode(): void {
  const { timeMode } = preferences.choices;
  const next = TIME_MODES[(TIME_MODES.indexOf(timeMode) + 1) % TIME_MODES.length] ?? 'spawn';
  preferences.choose({ timeMode: next });
  announce(t(`lane.time.${next}`));
}

/** What can be done with the output, for the palette, the help and the page's keys. */
export function laneActions(lane: LaneElement): Action[] {
  const always = (): null => null;
  const needsLines = (): string | null => ((lane.rows?.counts.total ?? 0) > 0 ? null : t('lane.why.empty'));
  const needsSelection = (): string | null => (lane.selected === null ? t('lane.why.unselected') : null);
  const inside = (id: string, label: Action['label'], key: string | string[], run: () => void = () => undefined) => ({
    id,
    label,
    key,
    place: 'lanes' as const,
    ownKey: true,
    run,
    whyNot: needsLines,
  });
  return [
    {
      id: 'lane.focus',
      label: 'lane.do.focus',
      key: 'Alt+L',
      place: 'page',
      run: () => lane.focusOutput(),
      whyNot: always,
    },
    {
      id: 'lane.follow',
      label: 'lane.do.follow',
      key: 'f',
      place: 'run',
      run: () => lane.follow(),
      whyNot: needsLines,
    },
    { id: 'lane.jump', label: 'lane.do.jump', key: ':', place: 'run', run: () => lane.focusJump(), whyNot: needsLines },
    {
      id: 'lane.wrap',
      label: 'lane.do.wrap',
      key: 'w',
      place: 'run',
      run: () => preferences.choose({ wrap: !preferences.choices.wrap }),
      whyNot: always,
    },
    {
      id: 'lane.bytes',
      label: 'lane.do.bytes',
      key: 'h',
      place: 'run',
      run: () => lane.toggleBytes(),
      whyNot: needsLines,
    },
    {
      id: 'lane.arrange',
      label: 'lane.do.arrange',
      key: 'm',
      place: 'run',
      run: () => lane.arrange(lane.arrangement === 'merged' ? 'columns' : 'merged'),
      whyNot: always,
    },
    { id: 'lane.time', label: 'lane.do.time', key: 't', place: 'run', run: nextTimeMode, whyNot: always },
    { id: 'lane.copy', label: 'lane.do.copy', place: 'run', run: () => lane.copy('text'), whyNot: needsLines },
    {
      id: 'lane.copyTimes',
      label: 'lane.do.copyTimes',
      place: 'run',
      run: () => lane.copy('times'),
      whyNot: needsLines,
    },
    {
      id: 'lane.copyMarkdown',
      label: 'lane.do.copyMarkdown',
      place: 'run',
      run: () => lane.copy('markdown'),
      whyNot: needsLines,
    },
    ...([1, 2] as const).map((stream) => ({
      id: `lane.download${stream}`,
      label: stream === 1 ? ('lane.do.downloadStdout' as const) : ('lane.do.downloadStderr' as const),
      place: 'run' as const,
      run: () => lane.download(stream),
      whyNot: () => {
        const { stdout, stderr } = lane.rows?.counts.streams ?? { stdout: null, stderr: null };
        return ((stream === 1 ? stdout : stderr)?.bytes ?? 0) > 0 ? null : t('lane.download.none');
      },
    })),
    {
      id: 'lane.copyLink',
      label: 'lane.do.copyLink',
      key: 'y',
      place: 'run',
      run: () => lane.copyLink(),
      whyNot: always,
    },
    {
      id: 'lane.clear',
      label: 'lane.do.clear',
      key: 'Escape',
      place: 'run',
      run: () => lane.clear(),
      whyNot: needsSelection,
    },
    inside('lane.next', 'lane.do.next', ['j', 'ArrowDown']),
    inside('lane.previous', 'lane.do.previous', ['k', 'ArrowUp']),
    inside('lane.first', 'lane.do.first', ['g g', 'Home']),
    inside('lane.last', 'lane.do.last', ['G', 'End']),
    inside('lane.pageDown', 'lane.do.pageDown', ['Space', 'PageDown']),
    inside('lane.pageUp', 'lane.do.pageUp', ['Shift+Space', 'PageUp']),
    inside('lane.select', 'lane.do.select', 'Enter'),
    inside('lane.extend', 'lane.do.extend', 'x'),
  ];
}
