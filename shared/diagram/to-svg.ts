/**
 * A drawing as an SVG of its own: for a document, a wall, a mail. In light
 * colours whatever the theme is, with nothing fetched from anywhere.
 */
import { must } from '#shared/lib/must.ts';
import type { Drawing, DrawnEdge, DrawnLane, DrawnNode } from './drawing.ts';
import { type Box, centreOf, labelBox, nameBox, roundedPath, withArrow } from './geometry.ts';
import { labelStyle, leastLabelRoom, nameStyle } from './names.ts';
import { isFilled, signs } from './signs.ts';
import { tones } from './tones.ts';
import { lineHeight, linesOf, sizeOfWords } from './wrap.ts';

const ink = { text: '#1c2733', quiet: '#51606f', line: '#8794a3', hair: '#d5dce3', paper: '#ffffff' };
const font = 'Inter, "Liberation Sans", Arial, sans-serif';
const margin = 16;
/** Left of the lanes, for their names. */
const laneHead = 30;
const cornerRadius = 10;
const arrowLength = 8;

export function toSvg(drawing: Drawing, title: string): string {
  const { width, height } = drawing;
  const size = { width: width + laneHead + 2 * margin, height: height + 2 * margin };
  const frames = drawing.nodes.filter(({ kind }) => kind === 'sub-process');
  const others = drawing.nodes.filter(({ kind }) => kind !== 'sub-process');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(size.width)}" height="${n(size.height)}" viewBox="${n(-margin - laneHead)} ${n(-margin)} ${n(size.width)} ${n(size.height)}" font-family='${font}' role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${n(-margin - laneHead)}" y="${n(-margin)}" width="100%" height="100%" fill="${ink.paper}"/>`,
    ...drawing.lanes.map(laneSvg),
    ...frames.map(nodeSvg),
    ...drawing.edges.map(edgeSvg),
    ...others.map(nodeSvg),
    ...drawing.edges.map(labelSvg),
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n')
    .concat('\n');
}

function laneSvg({ name, tone, box }: DrawnLane): string {
  const { full, soft } = tones[tone];
  const [x, y] = [box.x - laneHead / 2, box.y + box.height / 2];
  const room = box.height - 10;
  const style = wholeIn(
    name,
    sizes.map((size) => ({ room, most: size > 10 ? 1 : 2, size })),
  );
  return [
    `<rect x="${n(box.x - laneHead)}" y="${n(box.y)}" width="${n(box.width + laneHead)}" height="${n(box.height)}" fill="${soft}" fill-opacity="0.5" stroke="${ink.hair}"/>`,
    `<rect x="${n(box.x - laneHead)}" y="${n(box.y)}" width="5" height="${n(box.height)}" fill="${full}"/>`,
    `<g transform="translate(${n(x + 3)} ${n(y)}) rotate(-90)">${text(name, { x: 0, y: 0 }, { ...style, weight: 600, colour: full, isCentred: true })}</g>`,
  ].join('\n');
}

function nodeSvg(node: DrawnNode): string {
  switch (node.kind) {
    case 'sub-process':
      return `${rect(node.box, 12, 1.3, 0.6)}${text(node.name, { x: node.box.x + 10, y: node.box.y + 18 }, { room: node.box.width - 20, most: 1, size: 12, anchor: 'start' })}`;
    case 'step':
    case 'automatic':
    case 'call':
      return boxSvg(node);
    case 'gateway':
      return gatewaySvg(node);
    default:
      return eventSvg(node);
  }
}

function boxSvg({ box, name, sign, kind }: DrawnNode): string {
  const { x, y } = centreOf(box);
  const mark =
    kind === 'call'
      ? drawnSign(sign, x - 7, box.y + box.height - 16, 0.7)
      : drawnSign(sign, box.x + 4, box.y + 4, 0.75);
  const style = wholeIn(name, boxStyles(box, kind, sign));
  const middle = { x, y: kind === 'call' ? y - 6 : y };
  return `${rect(box, 9, kind === 'call' ? 2.6 : 1.3, 1)}${text(name, middle, { ...style, weight: 600, isCentred: true })}${mark}`;
}

const sizes = [13, 12, 11, 10, 9];

/** The largest letters that nothing is cut with, in boxes of other tools too. */
function wholeIn(name: string, styles: readonly Style[]): Style {
  const isWhole = ({ room, most, size }: Style) =>
    !linesOf(name, room, size, most).some((line) => line.endsWith('…'));
  return styles.find(isWhole) ?? must(styles.at(-1), 'the smallest letters');
}

/** A sign in the corner is left free, by short lines or by few. */
function boxStyles(
  { width, height }: Box,
  kind: DrawnNode['kind'],
  sign: DrawnNode['sign'],
): readonly Style[] {
  const linesIn = (room: number, size: number) => Math.max(1, Math.floor(room / (size * lineHeight)));
  if (sign === null || kind === 'call')
    return sizes.map((size) => ({
      room: width - 14,
      most: linesIn(height - (kind === 'call' ? 22 : 8), size),
      size,
    }));
  return sizes.flatMap((size) => [
    { room: width - 14, most: linesIn(height - 36, size), size },
    { room: width - 40, most: linesIn(height - 8, size), size },
  ]);
}

function gatewaySvg(node: DrawnNode): string {
  const { x, y } = centreOf(node.box);
  const [halfWidth, halfHeight] = [node.box.width / 2, node.box.height / 2];
  const diamond = `M${n(x)} ${n(y - halfHeight)} ${n(x + halfWidth)} ${n(y)} ${n(x)} ${n(y + halfHeight)} ${n(x - halfWidth)} ${n(y)}z`;
  const shape = `<path d="${diamond}" fill="${ink.paper}" stroke="${ink.line}" stroke-width="1.5" stroke-linejoin="round"/>`;
  return `${shape}${drawnSign(node.sign, x - 10, y - 10, 1)}${besideShape(node)}`;
}

function eventSvg(node: DrawnNode): string {
  const { x, y } = centreOf(node.box);
  const radius = node.box.width / 2;
  const isBetween = node.kind === 'catch' || node.kind === 'boundary' || node.kind === 'throw';
  const ring = (by: number, width: number, fill: string) =>
    `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius - by)}" fill="${fill}" stroke="${ink.line}" stroke-width="${width}"/>`;
  const outer = ring(node.kind === 'end' ? 1.5 : 0.75, node.kind === 'end' ? 3 : 1.5, ink.paper);
  return `${outer}${isBetween ? ring(4, 1, 'none') : ''}${drawnSign(node.sign, x - 10, y - 10, 1)}${besideShape(node)}`;
}

/** The name of a circle or a diamond, where no line goes. */
function besideShape({ name, nameSide, box }: DrawnNode): string {
  const anchor = nameSide.endsWith('left') ? 'end' : nameSide.endsWith('right') ? 'start' : 'middle';
  return textIn(name, nameBox(box, nameSide, sizeOfWords(name, nameStyle)), { ...nameStyle, anchor });
}

/** In a room that is as large as the words may be, at the side of what they belong to. */
function textIn(words: string, room: Box, style: Style): string {
  const { x, y } = centreOf(room);
  const shift = style.anchor === 'start' ? -room.width / 2 : style.anchor === 'end' ? room.width / 2 : 0;
  return text(words, { x: x + shift, y }, { ...style, colour: ink.quiet, isCentred: true });
}

function edgeSvg({ points, state }: DrawnEdge): string {
  const { line, head } = withArrow(points, arrowLength);
  const isMessage = state === 'message';
  const dash = isMessage || state === 'possible' ? ' stroke-dasharray="4 4"' : '';
  const [start] = points;
  const ring =
    isMessage && start !== undefined
      ? `<circle cx="${n(start.x)}" cy="${n(start.y)}" r="4" fill="${ink.paper}" stroke="${ink.line}"/>`
      : '';
  return `<path d="${roundedPath(line, cornerRadius)}" fill="none" stroke="${ink.line}" stroke-width="1.6"${dash}/><path d="${head}" fill="${isMessage ? ink.paper : ink.line}" stroke="${ink.line}"/>${ring}`;
}

const anchors = { under: 'middle', over: 'middle', on: 'middle', beside: 'start', before: 'end' } as const;

function labelSvg({ label, labelPlace }: DrawnEdge): string {
  if (label === null || labelPlace === null) return '';
  const style = { ...labelStyle, room: Math.max(leastLabelRoom, labelPlace.width) };
  const anchor = anchors[labelPlace.stands];
  return textIn(label, labelBox(labelPlace, sizeOfWords(label, style)), { ...style, anchor });
}

type Style = {
  /** Width of a line, and the most lines. */
  readonly room: number;
  readonly most: number;
  readonly size: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Around the point; else the first line stands on it. */
  readonly isCentred?: boolean;
};

function text(words: string, at: { readonly x: number; readonly y: number }, style: Style): string {
  const { room, most, size, weight = 400, colour = ink.text, anchor = 'middle', isCentred = false } = style;
  const lines = linesOf(words, room, size, most);
  const step = size * lineHeight;
  const first = isCentred ? at.y + size * 0.36 - ((lines.length - 1) * step) / 2 : at.y;
  return lines
    .map(
      (line, nth) =>
        `<text x="${n(at.x)}" y="${n(first + nth * step)}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`,
    )
    .join('');
}

function drawnSign(sign: DrawnNode['sign'], x: number, y: number, scale: number): string {
  if (sign === null) return '';
  return `<path transform="translate(${n(x)} ${n(y)}) scale(${scale})" d="${signs[sign]}" fill="${isFilled(sign) ? ink.quiet : 'none'}" stroke="${ink.quiet}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

function rect({ x, y, width, height }: Box, radius: number, stroke: number, opacity: number): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}" fill="${ink.paper}" fill-opacity="${opacity}" stroke="${ink.line}" stroke-width="${stroke}"/>`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Words of others inside a document: nothing in them is markup, and nothing XML cannot have. */
function escaped(words: string): string {
  return (
    words
      // Of what controls a terminal, XML 1.0 has the tab and the ends of lines.
      .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
