import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import { CloseIcon, PlusIcon, SendIcon } from './Icons';

/** WhatsApp's own limit for a text. */
const maxLength = 4096;

/** What the words will be: an answer to a message, or its new words. */
export interface About {
  readonly kind: 'reply' | 'edit';
  readonly id: string;
  /** One line that stands for the message. */
  readonly words: string;
}

export function Composer({
  businessName,
  failed,
  about,
  onLeave,
  onAttach,
  onSend,
}: {
  readonly businessName: string;
  readonly about: About | null;
  /** Neither to answer nor to edit after all. */
  readonly onLeave: () => void;
  readonly onAttach: () => void;
  /** Whether the last message, typed or pressed, could not be handed over. */
  readonly failed: boolean;
  /** Rejects when the message could not be handed over. */
  readonly onSend: (text: string) => Promise<unknown>;
}) {
  const { t } = useLanguage();
  const [text, setText] = useState(about?.kind === 'edit' ? about.words : '');
  const input = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const element = input.current;
    if (element !== null) {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight}px`;
    }
  }, [text]);

  useLayoutEffect(() => {
    if (about !== null) {
      input.current?.focus();
    }
  }, [about]);

  const send = async () => {
    const message = text.trim();
    if (message === '') {
      return;
    }
    setText('');
    input.current?.focus();
    try {
      await onSend(message);
    } catch {
      // `failed` says so; the words come back, unless others have been typed in the meantime.
      setText((now) => (now === '' ? message : now));
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a composition (Devanagari, emoji picker) belongs to the input method.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && about !== null) {
      onLeave();
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {failed && (
        <p className="composer-error" role="alert">
          {t('composer.failed')}
        </p>
      )}
      {about !== null && (
        <p className="about" data-testid="about">
          <span className="clamp" dir="auto">
            <b>{t(about.kind === 'reply' ? 'bubble.reply' : 'bubble.edit')}</b> {about.words}
          </span>
          <button type="button" className="icon-button" aria-label={t('phones.cancel')} onClick={onLeave}>
            <CloseIcon />
          </button>
        </p>
      )}
      <button type="button" className="attach" aria-label={t('attach.open')} data-testid="attach" onClick={onAttach}>
        <PlusIcon />
      </button>
      <textarea
        ref={input}
        rows={1}
        dir="auto"
        value={text}
        maxLength={maxLength}
        placeholder={t('composer.placeholder')}
        aria-label={t('composer.label', { name: businessName })}
        data-testid="composer-input"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className="send"
        aria-label={t('composer.send')}
        data-testid="composer-send"
        disabled={text.trim() === ''}
      >
        <SendIcon />
      </button>
    </form>
  );
}
