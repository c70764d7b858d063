const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A round sign with the first letter; its colour follows from the name. */
export function Avatar({ name }: { readonly name: string }) {
  const [first] = segmenter.segment(name.trim());
  let hue = 7;
  for (const character of name) {
    hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  }
  return (
    <span className="avatar" aria-hidden="true" style={{ '--hue': hue } as React.CSSProperties}>
      {first?.segment.toLocaleUpperCase() ?? '?'}
    </span>
  );
}
