import { useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import type { Deed } from './api';
import type { FailureCode, Message } from './model';
import { preview } from './preview';
import { Sheet } from './Sheet';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

interface Props {
  readonly message: Message;
  readonly failureCodes: readonly FailureCode[];
  readonly onDo: (deed: Deed) => void;
  readonly onReply: () => void;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** What can be done to one message: by the phone's owner, and by whoever plays the network. */
export function MessageSheet({ message, failureCodes, onDo, onReply, onEdit, onClose }: Props) {
  const { t } = useLanguage();
  const mine = message.from === 'phone';
  const { content } = message;
  const editable =
    content.type === 'text' || (content.type === 'media' && (content.kind === 'image' || content.kind === 'video'));
  const gone = message.change === 'deleted';
  return (
    <Sheet title={t('bubble.more')} testId="message-sheet" onClose={onClose}>
      <div className="sheet-form">
        <p className="hint clamp" dir="auto">
          {preview(content, t)}
        </p>
        {!gone && (
          <div className="presets" role="group" aria-label={t('bubble.react')}>
            {emojis.map((emoji) => (
              <button
                key={emoji}
                type="button"
                className="chip"
                aria-pressed={message.ownReaction === emoji}
                data-testid="react"
                onClick={() => onDo({ do: 'reaction', emoji: message.ownReaction === emoji ? '' : emoji })}
              >
                {emoji}
              </button>
            ))}
          </div>
        )}
        <div className="presets">
          <button type="button" className="chip" data-testid="reply" onClick={onReply}>
            {t('bubble.reply')}
          </button>
          {mine && editable && !gone && (
            <button type="button" className="chip" data-testid="edit" onClick={onEdit}>
              {t('bubble.edit')}
            </button>
          )}
          {mine && !gone && (
            <button type="button" className="chip chip-danger" data-testid="delete" onClick={() => onDo({ do: 'delete' })}>
              {t('bubble.delete')}
            </button>
          )}
        </div>
        {!mine && <ReceiptForm failureCodes={failureCodes} onDo={onDo} />}
      </div>
    </Sheet>
  );
}

function ReceiptForm({ failureCodes, onDo }: Pick<Props, 'failureCodes' | 'onDo'>) {
  const { t } = useLanguage();
  const [code, setCode] = useState(String(failureCodes[0]?.code ?? ''));
  const failure = Number(code);
  const ready = Number.isInteger(failure) && failure >= 1 && failure <= 999_999;
  return (
    <fieldset className="group">
      <legend>{t('receipt.title')}</legend>
      <div className="presets">
        {(['delivered', 'read'] as const).map((status) => (
          <button
            key={status}
            type="button"
            className="chip"
            data-testid={`receipt-${status}`}
            onClick={() => onDo({ do: 'receipt', status })}
          >
            {t(`tick.${status}`)}
          </button>
        ))}
      </div>
      <label className="field">
        {t('receipt.usual')}
        <select
          value={failureCodes.some((known) => String(known.code) === code) ? code : ''}
          data-testid="receipt-usual"
          onChange={(event) => setCode(event.target.value)}
        >
          <option value="" disabled>
            {t('receipt.other')}
          </option>
          {failureCodes.map((known) => (
            <option key={known.code} value={known.code} lang="en">
              {known.code} · {known.title}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('receipt.code')}
        <input
          inputMode="numeric"
          maxLength={6}
          value={code}
          data-testid="receipt-code"
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
      </label>
      <button
        type="button"
        className="secondary danger"
        data-testid="receipt-fail"
        disabled={!ready}
        onClick={() => onDo({ do: 'receipt', status: 'failed', code: failure })}
      >
        {t('receipt.fail')}
      </button>
    </fieldset>
  );
}
