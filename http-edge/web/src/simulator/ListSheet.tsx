import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage } from '../i18n/LanguageProvider';
import { CloseIcon } from './Icons';
import { useScreen } from './Screen';
import type { Row, Section } from './model';

/** The sheet that a list message opens over its phone. Escape or the backdrop closes it. */
export function ListSheet({
  title,
  sections,
  onClose,
  onChoose,
}: {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly onClose: () => void;
  readonly onChoose: (row: Row) => void;
}) {
  const { t } = useLanguage();
  const screen = useScreen();
  const [chosen, setChosen] = useState<Row | null>(null);
  const sheet = useRef<HTMLFormElement>(null);
  const titleId = useId();
  const groupName = useId();

  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab') {
      keepFocusInside(event, sheet.current);
    }
  };

  if (screen === null) {
    return null;
  }
  return createPortal(
    <div className="sheet-backdrop" onClick={onClose}>
      <form
        ref={sheet}
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        data-testid="list-sheet"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) {
            onChoose(chosen);
          }
        }}
      >
        <header className="sheet-header">
          <button type="button" className="icon-button" aria-label={t('list.close')} onClick={onClose}>
            <CloseIcon />
          </button>
          <h2 id={titleId}>{title}</h2>
        </header>
        <div className="sheet-rows">
          {sections.map((section, index) => (
            <fieldset key={index}>
              {section.title !== undefined && <legend>{section.title}</legend>}
              {section.rows.map((row) => (
                <label key={row.id} className="sheet-row" data-testid="list-row" data-id={row.id}>
                  <span>
                    {row.title}
                    {row.description !== undefined && <small>{row.description}</small>}
                  </span>
                  <input
                    type="radio"
                    name={groupName}
                    checked={chosen?.id === row.id}
                    onChange={() => setChosen(row)}
                  />
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <footer className="sheet-footer">
          {chosen === null ? (
            <p>{t('list.hint')}</p>
          ) : (
            <button type="submit" className="primary" data-testid="list-send">
              {t('list.send')}
            </button>
          )}
        </footer>
      </form>
    </div>,
    screen,
  );
}

function keepFocusInside(event: React.KeyboardEvent, sheet: HTMLElement | null) {
  const stops = sheet?.querySelectorAll<HTMLElement>('button, input:checked, input');
  const first = stops?.[0];
  const last = stops?.[stops.length - 1];
  const leaving = event.shiftKey ? document.activeElement === first : document.activeElement === last;
  const leavingByRadio = !event.shiftKey && last instanceof HTMLInputElement && document.activeElement instanceof HTMLInputElement;
  if (leaving || leavingByRadio) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
