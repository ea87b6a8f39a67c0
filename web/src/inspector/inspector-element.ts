import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { SessionController } from '../state/session-controller.ts';
import { controls } from '../ui/controls.ts';

/** What stands beside main: it explains what is being composed, or what a run was started with. */
@customElement('ps-inspector')
export class InspectorElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
    `,
  ];

  private readonly session = new SessionController(this);

  override render(): TemplateResult {
    return html`<div class="body">${this.session.store.draft.form}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-inspector': InspectorElement;
  }
}
