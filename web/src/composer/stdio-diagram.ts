import { html, svg, type TemplateResult } from 'lit';
import type { Draft } from '../state/draft.ts';
import { t } from '../strings/message.ts';

const ROWS = { stdin: 18, stdout: 46, stderr: 74 } as const;
const CHILD_RIGHT = 64;
const BOX_LEFT = 180;

/** One stream's line: from the child's box to a pipe, to DEVNULL, or into stdout's line. */
function drawStream(stream: 'stdin' | 'stdout' | 'stderr', to: Draft['stderr'], chosen: boolean): TemplateResult {
  const y = ROWS[stream];
  const name = svg`<text class="name ${stream}" x=${CHILD_RIGHT + 8} y=${y - 5}>${stream}</text>`;
  if (to === 'stdout') {
    const up = ROWS.stdout;
    return svg`<g class=${chosen ? 'chosen' : ''}>${name}
      <path class="wire ${stream}" d="M${CHILD_RIGHT} ${y}H136V${up + 1}"/><path class="wire ${stream}" d="M132 ${up + 6}l4-5 4 5"/>
    </g>` as TemplateResult;
  }
  // Bytes of stdin go into the child, those of the others out of it.
  const head = stream === 'stdin' ? `M${CHILD_RIGHT + 6} ${y - 4}l-5 4 5 4` : `M${BOX_LEFT - 6} ${y - 4}l5 4-5 4`;
  const box =
    to === 'pipe'
      ? svg`<rect class="box pipe ${stream}" x=${BOX_LEFT} y=${y - 8} width="76" height="16" rx="3"/>
          <text class="label" x=${BOX_LEFT + 38} y=${y + 4}>${t('composer.diagram.pipe')}</text>`
      : svg`<rect class="box null" x=${BOX_LEFT} y=${y - 8} width="76" height="16" rx="3"/>
          <text class="label" x=${BOX_LEFT + 38} y=${y + 4}>DEVNULL</text>`;
  return svg`<g class=${chosen ? 'chosen' : ''}>${name}
    <path class="wire ${stream}" d="M${CHILD_RIGHT} ${y}H${BOX_LEFT}"/><path class="wire ${stream}" d=${head}/>${box}
  </g>` as TemplateResult;
}

/** The child with its three streams and where each leads; `chosen` is the one being changed. */
export function drawDiagram(draft: Draft, chosen: 'stdin' | 'stdout' | 'stderr'): TemplateResult {
  const { stdin, stdout, stderr } = draft;
  return html`<svg
    class="diagram"
    viewBox="0 0 260 92"
    role="img"
    aria-label=${t('composer.diagram', { stdin, stdout, stderr })}
  >
    <rect class="box child" x="0.5" y="4.5" width=${CHILD_RIGHT - 1} height="83" rx="6" />
    <text class="label" x="32" y="50">${t('composer.diagram.child')}</text>
    ${drawStream('stdin', stdin, chosen === 'stdin')} ${drawStream('stdout', stdout, chosen === 'stdout')}
    ${drawStream('stderr', stderr, chosen === 'stderr')}
  </svg>`;
}
