import { describe, expect, it } from 'vitest';
import type { Content, Message, Row } from './model';
import { transcript } from './transcript';

const stories = Object.entries(
  import.meta.glob<string>('../../../../engine/src/test/resources/transcripts/*/*.txt', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).filter(([, text]) => playable(text));

/** Of the person only: what happens around them ('! …') leaves no trace in a chat. */
function playable(text: string) {
  return !/^! /m.test(text) && !/^> old /m.test(text) && /^> /m.test(text);
}

/** A chat that would read as the story. One answer per turn is enough: more read the same. */
function played(story: string): readonly Message[] {
  const messages: Message[] = [];
  const add = (from: Message['from'], content: Content, contextId?: string) =>
    messages.push({
      id: `m${messages.length}`,
      from,
      at: '2026-11-23T03:30:00Z',
      content,
      tick: 'read',
      change: 'none',
      ...(contextId === undefined ? {} : { contextId }),
    });
  const offering = (title: string) =>
    messages.findLast(({ content }) => 'sections' in content && content.sections[0]?.rows.some((row) => row.title === title))?.id;
  for (const turn of story.split(/\n\n(?=> )/)) {
    const [deed = '', ...lines] = turn.replace(/\n$/, '').split('\n');
    if (!deed.startsWith('> ')) {
      continue;
    }
    const tapped = /^> \[(.*)\]$/.exec(deed)?.[1];
    if (tapped !== undefined) {
      add('phone', { type: 'button_reply', id: 'x', title: tapped }, offering(tapped));
    } else if (deed === '> (photo)') {
      add('phone', { type: 'media', kind: 'image' });
    } else {
      add('phone', { type: 'text', text: deed.slice(2) });
    }
    if (lines.join('\n') === '(nothing)') {
      continue;
    }
    for (const part of answers(lines)) {
      add('business', part);
    }
  }
  return messages;
}

function answers(lines: readonly string[]): readonly Content[] {
  const found: Content[] = [];
  let body: string[] = [];
  let rows: Row[] = [];
  let button: string | undefined;
  const finish = () => {
    if (body.length > 0) {
      found.push(
        button !== undefined
          ? { type: 'list', body: body.join('\n'), button, sections: [{ rows }] }
          : rows.length > 0
            ? { type: 'list', body: body.join('\n'), button: '', sections: [{ rows }] }
            : { type: 'text', text: body.join('\n') },
      );
    }
    [body, rows, button] = [[], [], undefined];
  };
  for (const line of lines) {
    const option = /^ {2}\[(.*?)\](?: (.*))?$/.exec(line);
    if (line.startsWith('  ≡ ')) {
      button = line.slice(4);
    } else if (option !== null) {
      rows.push({ id: line, title: option[1]!, ...(option[2] === undefined ? {} : { description: option[2] }) });
    } else {
      if (rows.length > 0) {
        finish();
      }
      body.push(line);
    }
  }
  finish();
  return found;
}

/** Reply buttons show no list's button; the chat above knows lists only. */
const withoutEmptyButton = (text: string) => text.replaceAll('  ≡ \n', '');

describe('transcript', () => {
  it('finds the golden stories', () => {
    expect(stories.length).toBeGreaterThanOrEqual(4);
  });

  it.each(stories)('reads as the golden story %s', (_, story) => {
    const told = withoutEmptyButton(transcript(played(story), 'x'));
    const golden = story.slice(story.indexOf('\n> '));
    expect(told.slice(told.indexOf('\n> '))).toBe(golden);
  });

  it('says that an older message was pressed, that nothing was answered and what has no words', () => {
    const base = { at: '2026-11-23T03:30:00Z', tick: 'read', change: 'none' } as const;
    const buttons: Content = { type: 'buttons', body: 'Sure?', buttons: [{ id: 'y', title: 'Yes' }] };
    const chat: readonly Message[] = [
      { ...base, id: '1', from: 'phone', content: { type: 'text', text: 'Hi\nthere' } },
      { ...base, id: '2', from: 'business', content: buttons },
      { ...base, id: '3', from: 'business', content: buttons },
      { ...base, id: '4', from: 'phone', content: { type: 'location', latitude: 1, longitude: 2 } },
      { ...base, id: '5', from: 'phone', content: { type: 'button_reply', id: 'y', title: 'Yes' }, contextId: '2' },
    ];
    expect(transcript(chat, 'A chat')).toBe(
      '# A chat\n\n> Hi there\nSure?\n  [Yes]\nSure?\n  [Yes]\n# (location)\n\n> old [Yes]\n(nothing)\n',
    );
  });
});
