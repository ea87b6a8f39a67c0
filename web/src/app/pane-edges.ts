import { html, type TemplateResult } from 'lit';
import { preferences } from '../state/preferences.ts';
import { t } from '../strings/message.ts';
import type { SplitMove } from '../ui/splitter-element.ts';
import '../ui/splitter-element.ts';

/** The edge between the list of runs and main. Its place is kept with the preferences. */
export function drawRailEdge(): TemplateResult {
  const { railWidth, railOpen } = preferences.choices;
  return html`<ps-splitter
    class="edge"
    aria-label=${t('shell.railEdge')}
    .size=${railWidth}
    .min=${200}
    .max=${400}
    .usual=${260}
    .collapsed=${!railOpen}
    @split-move=${({ size, collapsed }: SplitMove) => preferences.choose({ railWidth: size, railOpen: !collapsed })}
  ></ps-splitter>`;
}

/** The edge between main and the inspector. */
export function drawInspectorEdge(): TemplateResult {
  const { inspectorWidth, inspectorOpen } = preferences.choices;
  return html`<ps-splitter
    class="edge end"
    sizes="end"
    aria-label=${t('shell.inspectorEdge')}
    .size=${inspectorWidth}
    .min=${280}
    .max=${520}
    .usual=${340}
    .collapsed=${!inspectorOpen}
    @split-move=${({ size, collapsed }: SplitMove) =>
      preferences.choose({ inspectorWidth: size, inspectorOpen: !collapsed })}
  ></ps-splitter>`;
}
