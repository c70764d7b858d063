import { useMemo, type ReactNode } from 'react';
import { parseFormatting, type Inline } from './format';

export function FormattedText({ text }: { readonly text: string }) {
  const nodes = useMemo(() => parseFormatting(text), [text]);
  return <>{nodes.map(rendered)}</>;
}

function rendered(node: Inline, key: number): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong key={key}>{node.children.map(rendered)}</strong>;
    case 'italic':
      return <em key={key}>{node.children.map(rendered)}</em>;
    case 'strike':
      return <s key={key}>{node.children.map(rendered)}</s>;
    case 'mono':
      return <code key={key}>{node.text}</code>;
    case 'link':
      return (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.text}
        </a>
      );
  }
}
