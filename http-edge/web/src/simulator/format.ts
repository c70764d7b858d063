/** WhatsApp's inline formatting as a tree, so that it is rendered by React and never as HTML. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'mono'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof marks;

const fence = '```';
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const link = /^https?:\/\/[^\s<>"'`]+/i;
const trailingPunctuation = /[.,;:!?)\]*_~।]+$/;

/** Reads a message's text. What is not well-formed formatting stays as the characters it is. */
export function parseFormatting(text: string): readonly Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') {
      nodes.push({ kind: 'text', text: plain });
      plain = '';
    }
  };
  let at = 0;
  while (at < text.length) {
    const found = monoAt(text, at) ?? linkAt(text, at) ?? markAt(text, at);
    if (found === null) {
      plain += text[at];
      at += 1;
    } else {
      flush();
      nodes.push(found.node);
      at = found.end;
    }
  }
  flush();
  return nodes;
}

/** The text without its formatting, for previews. */
export function plainText(text: string): string {
  const words = (nodes: readonly Inline[]): string =>
    nodes.map((node) => ('children' in node ? words(node.children) : node.text)).join('');
  return words(parseFormatting(text));
}

interface Found {
  readonly node: Inline;
  readonly end: number;
}

function monoAt(text: string, at: number): Found | null {
  if (!text.startsWith(fence, at)) {
    return null;
  }
  const close = text.indexOf(fence, at + fence.length);
  if (close <= at + fence.length) {
    return null;
  }
  return { node: { kind: 'mono', text: text.slice(at + fence.length, close) }, end: close + fence.length };
}

function linkAt(text: string, at: number): Found | null {
  if (isWord(text, at - 1)) {
    return null;
  }
  const address = link.exec(text.slice(at, at + 2048))?.[0].replace(trailingPunctuation, '');
  if (address === undefined || !URL.canParse(address)) {
    return null;
  }
  return { node: { kind: 'link', text: address, href: address }, end: at + address.length };
}

/** A mark opens at a word's edge, hugs its text, ends on the same line and closes at a word's edge. */
function markAt(text: string, at: number): Found | null {
  const mark = text[at];
  if (!isMark(mark) || isWord(text, at - 1) || isSpace(text, at + 1) || text[at + 1] === mark) {
    return null;
  }
  const lineEnd = text.indexOf('\n', at);
  const limit = lineEnd === -1 ? text.length : lineEnd;
  for (let close = text.indexOf(mark, at + 1); close !== -1 && close < limit; close = text.indexOf(mark, close + 1)) {
    if (!isSpace(text, close - 1) && !isWord(text, close + 1) && text[close + 1] !== mark) {
      return { node: { kind: marks[mark], children: parseFormatting(text.slice(at + 1, close)) }, end: close + 1 };
    }
  }
  return null;
}

function isMark(character: string | undefined): character is Mark {
  return character !== undefined && character in marks;
}

function isSpace(text: string, at: number): boolean {
  const character = text[at];
  return character === undefined || /\s/.test(character);
}

function isWord(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && wordCharacter.test(character);
}
