import { unreachable } from '../../../core/errors.ts';
import type { Road, RoadStage } from '../../report.ts';
import { html, nothing, type Markup } from './markup.ts';

/** Where the parts of a drawing are. */
interface Layout {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  /** By the lines of its longest label. */
  readonly height: (lines: number) => number;
  readonly node: (index: number) => { readonly x: number; readonly y: number };
  readonly label: (index: number) => { readonly x: number; readonly y: number };
  readonly anchor: 'middle' | 'start';
  /** Characters a line of a label holds. */
  readonly columns: number;
}

const wide: Layout = {
  name: 'wide',
  width: 1040,
  height: (lines) => 148 + lines * 20,
  node: (index) => ({ x: 130 + index * 260, y: 62 }),
  label: (index) => ({ x: 130 + index * 260, y: 126 }),
  anchor: 'middle',
  columns: 30,
};

const narrow: Layout = {
  name: 'narrow',
  width: 340,
  height: () => 468,
  node: (index) => ({ x: 44, y: 56 + index * 116 }),
  label: (index) => ({ x: 96, y: 46 + index * 116 }),
  anchor: 'start',
  columns: 32,
};

const RADIUS = 28;

/** handlers → tokens → server → client as a picture, drawn twice: along the page and, for phones, down it. */
export function roadPicture(road: Road): Markup {
  return html`${[wide, narrow].map((layout) => drawing(road, layout))}`;
}

function drawing({ stages }: Road, layout: Layout): Markup {
  const { name, width } = layout;
  const lines = stages.map(({ text }) => linesOf(text, layout.columns).length);
  const height = layout.height(Math.max(...lines));
  const said = stages.map(({ stage, state, text }) => `${stage}: ${state}. ${text}`).join(' ');
  const here = stages.findIndex(({ state }) => state === 'open' || state === 'unknown');
  return html`<svg
    class="road ${name}"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="The road of the migration. ${said}"
  >
    ${stages.map((stage, index) => segment(stage, index, stages.length, layout))}
    ${stages.map((stage, index) => station(stage, index, index === here, layout))}
  </svg> `;
}

function segment({ state }: RoadStage, index: number, count: number, { node }: Layout): Markup {
  if (index === count - 1) return nothing;
  const from = node(index);
  const to = node(index + 1);
  const isPassed = state === 'done' || state === 'none';
  return html`<line
    class="${isPassed ? 'way passed' : 'way'}"
    x1="${from.x}"
    y1="${from.y}"
    x2="${to.x}"
    y2="${to.y}"
  /> `;
}

function station(stage: RoadStage, index: number, isHere: boolean, layout: Layout): Markup {
  const { x, y } = layout.node(index);
  const label = layout.label(index);
  const lines = linesOf(stage.text, layout.columns);
  return html`<g class="station ${stage.state}">
    ${isHere ? html`<circle class="here" cx="${x}" cy="${y}" r="${RADIUS + 9}" />` : nothing}<circle
      class="disc"
      cx="${x}"
      cy="${y}"
      r="${RADIUS}"
    />${sign(stage, x, y)}
    <text class="name" x="${label.x}" y="${label.y}" text-anchor="${layout.anchor}"
      >${stage.stage}</text
    >
    ${lines.map((line, row) => html`<text class="said" x="${label.x}" y="${label.y + 24 + row * 20}" text-anchor="${layout.anchor}">${line}</text>`)}
  </g> `;
}

function sign({ state, done, left }: RoadStage, x: number, y: number): Markup {
  switch (state) {
    case 'done':
      return html`<path class="tick" d="M${x - 11} ${y + 1} l8 8 l15 -17" />`;
    case 'open': {
      const share = done / Math.max(1, done + left);
      // From the top, clockwise.
      return html`<circle
          class="share"
          cx="${x}"
          cy="${y}"
          r="${RADIUS}"
          pathLength="100"
          stroke-dasharray="${(share * 100).toFixed(1)} 100"
          transform="rotate(-90 ${x} ${y})"
        /><text class="count" x="${x}" y="${y + 6}" text-anchor="middle"
          >${shortCount(left)}</text
        >`;
    }
    case 'unknown':
      return html`<text class="count" x="${x}" y="${y + 6}" text-anchor="middle">?</text>`;
    case 'none':
      return html`<path class="dash" d="M${x - 8} ${y} h16" />`;
    default:
      return unreachable(state);
  }
}

/** `12345` → `12k`: it has to fit into a disc. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 1_000_000) return `${String(Math.floor(count / 1000))}k`;
  return `${String(Math.floor(count / 1_000_000))}M`;
}

function linesOf(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
