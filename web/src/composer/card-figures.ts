import { html, type TemplateResult } from 'lit';

/** A pipe filled to its end, with a stop before what wants in. */
export function drawFullPipe(): TemplateResult {
  return html`<svg class="fig" viewBox="0 0 176 40" aria-hidden="true">
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="6" height="6" /><rect class="hatch-line" width="4" height="6" />
      </pattern>
    </defs>
    <rect x=".5" y="13.5" width="150" height="12" rx="3" /><rect class="full" x="1" y="14" width="149" height="11" rx="2.5" />
    <path class="stop" d="M158 12v15" /><path d="M164 19.5h11m-4-4 4 4-4 4" />
  </svg>`;
}

/** Two pipes that meet in one place. */
export function drawTwoPipes(): TemplateResult {
  return html`<svg class="fig" viewBox="0 0 176 40" aria-hidden="true">
    <rect x=".5" y="5.5" width="110" height="9" rx="3" /><rect class="out" x="1" y="6" width="64" height="8" rx="2.5" />
    <rect x=".5" y="24.5" width="110" height="9" rx="3" /><rect class="err" x="1" y="25" width="28" height="8" rx="2.5" />
    <path d="M118 10h26l14 9m-40 10h26l14-9" />
  </svg>`;
}

/** A life with a signal in it and an end in order. */
export function drawPoliteEnd(): TemplateResult {
  return html`<svg class="fig" viewBox="0 0 176 40" aria-hidden="true">
    <path d="M0 33.5h176" /><rect class="life" x="0.5" y="25" width="120" height="5" /><path d="M60.5 8v26M120.5 8v26" />
    <svg x="65" y="6" width="14" height="14" viewBox="0 0 24 24">
      <path
        class="mark"
        d="M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"
      />
    </svg>
    <svg x="125" y="6" width="14" height="14" viewBox="0 0 24 24"><path class="mark" d="M20 6 9 17l-5-5" /></svg>
  </svg>`;
}
