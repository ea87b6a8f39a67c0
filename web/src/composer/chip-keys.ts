/** What a key does in a chip. */
export type ChipAct = 'left' | 'right' | 'menu' | 'done' | 'remove' | 'back' | 'next' | 'nextStart' | 'older' | 'newer';

/** The part of a key press that decides. */
export type ChipKeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
> & { readonly target: EventTarget | null };

/** What a key press in chip `index` of `count` does; null leaves it to the text field. Chip `count` is the empty one. */
export function chipKey(event: ChipKeyPress, index: number, count: number): ChipAct | null {
  if (event.isComposing) return null;
  const { value, selectionStart, selectionEnd } = event.target as HTMLTextAreaElement;
  const held = event.ctrlKey || event.metaKey;
  if (event.altKey && !held && event.code === 'BracketLeft') return 'left';
  if (event.altKey && !held && event.code === 'BracketRight') return 'right';
  const empty = index === count;
  if (!empty && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) return 'menu';
  if (held || event.altKey || event.shiftKey) return null;
  const atStart = selectionStart === 0 && selectionEnd === 0;
  const atEnd = selectionStart === value.length && selectionEnd === value.length;
  switch (event.key) {
    case 'Enter':
      return empty && index > 0 ? 'done' : 'next';
    case 'Backspace':
      if (value !== '') return null;
      if (!empty) return 'remove';
      return index > 0 ? 'back' : null;
    case 'ArrowLeft':
      return atStart && index > 0 ? 'back' : null;
    case 'ArrowRight':
      return atEnd && index < count ? 'nextStart' : null;
    case 'ArrowUp':
      return value.slice(0, selectionStart).includes('\n') ? null : 'older';
    case 'ArrowDown':
      return value.slice(selectionEnd).includes('\n') ? null : 'newer';
    default:
      return null;
  }
}
