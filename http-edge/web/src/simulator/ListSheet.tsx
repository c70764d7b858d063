import { useId, useState } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import type { Row, Section } from './model';
import { Sheet } from './Sheet';

/** The sheet that a list message opens. */
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
  const [chosen, setChosen] = useState<Row | null>(null);
  const groupName = useId();
  return (
    <Sheet
      title={title}
      testId="list-sheet"
      onClose={onClose}
      onSubmit={() => chosen !== null && onChoose(chosen)}
      footer={
        chosen === null ? (
          <p>{t('list.hint')}</p>
        ) : (
          <button type="submit" className="primary" data-testid="list-send">
            {t('list.send')}
          </button>
        )
      }
    >
      {sections.map((section, index) => (
        <fieldset key={index}>
          {section.title !== undefined && <legend>{section.title}</legend>}
          {section.rows.map((row) => (
            <label key={row.id} className="sheet-row" data-testid="list-row" data-id={row.id}>
              <span>
                {row.title}
                {row.description !== undefined && <small>{row.description}</small>}
              </span>
              <input type="radio" name={groupName} checked={chosen?.id === row.id} onChange={() => setChosen(row)} />
            </label>
          ))}
        </fieldset>
      ))}
    </Sheet>
  );
}
