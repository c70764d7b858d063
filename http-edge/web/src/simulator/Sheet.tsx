import { useId, useLayoutEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage } from '../i18n/LanguageProvider';
import { CloseIcon } from './Icons';
import { useScreen } from './Screen';

const stops = 'button:not(:disabled), input:not(:disabled), select, textarea, a[href]';

/** Lies over its phone and keeps the focus. Escape or the backdrop closes it. */
export function Sheet({
  title,
  testId,
  onClose,
  onSubmit,
  footer,
  children,
}: {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly onSubmit?: () => void;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const screen = useScreen();
  const sheet = useRef<HTMLFormElement>(null);
  const titleId = useId();

  // Before others take the focus: what opens in place of a closing sheet may want it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const content = sheet.current?.querySelector<HTMLElement>('.sheet-rows');
    content?.querySelector<HTMLElement>(stops)?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
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
        data-testid={testId}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          // A portal's events bubble through React's tree, not the page's.
          event.stopPropagation();
          onSubmit?.();
        }}
      >
        <header className="sheet-header">
          <button type="button" className="icon-button" aria-label={t('list.close')} onClick={onClose}>
            <CloseIcon />
          </button>
          <h2 id={titleId}>{title}</h2>
        </header>
        <div className="sheet-rows">{children}</div>
        {footer !== undefined && <footer className="sheet-footer">{footer}</footer>}
      </form>
    </div>,
    screen,
  );
}

function keepFocusInside(event: KeyboardEvent, sheet: HTMLElement | null) {
  const found = [...(sheet?.querySelectorAll<HTMLElement>(stops) ?? [])].filter(isStop);
  const [first, last] = [found[0], found.at(-1)];
  if (document.activeElement === (event.shiftKey ? first : last)) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}

/** Tab stops at one radio button of a group: the chosen one, else (going forward) any of them. */
function isStop(element: HTMLElement) {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) {
    return true;
  }
  const group = [...(element.form?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])].filter(
    (other) => other.name === element.name,
  );
  return !group.some((other) => other.checked) && (group.includes(document.activeElement as HTMLInputElement)
    ? element === document.activeElement
    : element === group[0]);
}
