import type { Content, Message } from './model';

/**
 * A chat as a story of the engine's golden transcripts: '> words' is what the person wrote, '> [title]' what
 * they pressed ('> old […]' in the oldest message that offers it), everything else what they read. What a story has
 * no words for is kept as a remark ('# …').
 */
export function transcript(messages: readonly Message[], title: string): string {
  const lines = [...remark(title)];
  const said: Message[] = [];
  /** Whether the person waits for a first answer. */
  let waiting = false;
  for (const message of messages) {
    if (message.from === 'business') {
      const shown = answer(message.content);
      if (said.some(({ from }) => from === 'phone') && shown !== null) {
        lines.push(...shown);
        waiting = false;
      } else {
        lines.push(...remark(shown?.join('\n') ?? message.content.type));
      }
    } else {
      const deed = done(message, said);
      if (deed === null) {
        lines.push(...remark(`(${message.content.type === 'media' ? message.content.kind : message.content.type})`));
      } else {
        if (waiting) {
          lines.push('(nothing)');
        }
        lines.push('', `> ${deed}`);
        waiting = true;
      }
    }
    said.push(message);
  }
  if (waiting) {
    lines.push('(nothing)');
  }
  return `${lines.join('\n')}\n`;
}

const remark = (text: string) => text.split('\n').map((line) => `# ${line}`.trimEnd());

/** What the person did, in a story's words; null when it has none for it. */
function done(message: Message, before: readonly Message[]): string | null {
  const { content } = message;
  switch (content.type) {
    case 'text':
      // A story has one line for what is written.
      return content.text.trim().replace(/\s*\n\s*/g, ' ');
    case 'button_reply':
    case 'list_reply':
      return pressed(content.title, message, before);
    case 'media':
      return content.kind === 'image' && content.caption === undefined ? '(photo)' : null;
    case 'template_reply':
    case 'location':
    case 'contacts':
    case 'order':
    case 'unsupported':
    case 'number_changed':
    case 'buttons':
    case 'list':
    case 'link_button':
    case 'template':
      return null;
  }
}

/** A story taps in the newest message that offers the title, unless it says that the old one is meant. */
function pressed(title: string, message: Message, before: readonly Message[]): string {
  const newest = before.findLast((candidate) => options(candidate.content).some((option) => option.title === title));
  return newest === undefined || newest.id === message.contextId ? `[${title}]` : `old [${title}]`;
}

/** What the person reads; null when a story has no words for it. */
function answer(content: Content): readonly string[] | null {
  switch (content.type) {
    case 'text':
      return content.text.split('\n');
    case 'buttons':
      return [...content.body.split('\n'), ...shown(content)];
    case 'list':
      return [...content.body.split('\n'), `  ≡ ${content.button}`, ...shown(content)];
    case 'link_button':
    case 'template':
    case 'media':
    case 'location':
    case 'contacts':
    case 'order':
    case 'unsupported':
    case 'number_changed':
    case 'button_reply':
    case 'list_reply':
    case 'template_reply':
      return null;
  }
}

const shown = (content: Content) =>
  options(content).map(({ title, description }) => `  [${title}]${description === undefined ? '' : ` ${description}`}`);

function options(content: Content): readonly { readonly title: string; readonly description?: string }[] {
  switch (content.type) {
    case 'buttons':
      return content.buttons;
    case 'list':
      return content.sections.flatMap((section) => section.rows);
    default:
      return [];
  }
}
