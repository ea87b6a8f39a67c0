import { actionKeys, actions } from '../state/actions.ts';
import { isSingleKey, matchesKey } from '../state/key-match.ts';
import { preferences } from '../state/preferences.ts';
import { isTyping } from '../ui/typing.ts';

/** A modal dialog or an open popover has the keys to itself: single keys wait until it is closed. */
function isOverlaid(event: Event): boolean {
  return event.composedPath().some((at) => at instanceof Element && at.matches('dialog[open], :popover-open'));
}

/** Does the actions whose keys are pressed anywhere below `root`. Keys that somebody else has used up do nothing. */
export function listenForKeys(root: Document): void {
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const single = preferences.choices.singleKeys && !isTyping(event) && !isOverlaid(event);
    for (const action of actions.all) {
      if (action.ownKey === true || action.whyNot() !== null) continue;
      const key = actionKeys(action).find((wanted) => matchesKey(event, wanted));
      if (key === undefined || (isSingleKey(key) && !single)) continue;
      event.preventDefault();
      void action.run();
      return;
    }
  });
}
