import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/LanguageProvider';
import type { MessageKey } from '../i18n/catalogues';
import { upload, uploadSampleVoice } from './api';
import { BurstForm, ContactForm, LocationForm, NumberForm } from './AttachForms';
import type { MediaKind, Outgoing } from './model';
import { samplePdf, samplePhoto, sticker } from './samples';
import { Sheet } from './Sheet';
import { useRecorder } from './useRecorder';

type Form = 'image' | 'video' | 'document' | 'audio' | 'sticker' | 'location' | 'contacts' | 'burst' | 'number';

const forms: Readonly<Record<Form, { readonly icon: string; readonly label: MessageKey }>> = {
  image: { icon: '📷', label: 'message.image' },
  video: { icon: '🎬', label: 'message.video' },
  document: { icon: '📄', label: 'message.document' },
  audio: { icon: '🎤', label: 'message.voice' },
  sticker: { icon: '🌟', label: 'message.sticker' },
  location: { icon: '📍', label: 'message.location' },
  contacts: { icon: '👤', label: 'message.contact' },
  burst: { icon: '💬', label: 'attach.burst' },
  number: { icon: '🔢', label: 'message.numberChanged' },
};

const accepted: Readonly<Record<'image' | 'video' | 'document', string>> = {
  image: 'image/jpeg,image/png',
  video: 'video/mp4,video/3gpp',
  document: '.pdf,.txt,.docx,.xlsx,.pptx,image/*',
};

const stickers = ['🤒', '🙏', '👍', '😀', '😢', '🤰', '👶', '🐕'];

interface Props {
  readonly number: string;
  /** Rejects when the message could not be handed over. */
  readonly onSend: (message: Outgoing) => Promise<unknown>;
  readonly onBurst: (lines: readonly string[]) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Everything that a phone sends beside texts. */
export function AttachSheet({ number, onSend, onBurst, onClose }: Props) {
  const { t } = useLanguage();
  const [form, setForm] = useState<Form | null>(null);
  const [caption, setCaption] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailed(false);
    try {
      await work();
      onClose();
    } catch {
      // What was chosen stays, so that it can be sent again.
      setFailed(true);
      setBusy(false);
    }
  };
  const send = (message: Outgoing) => run(() => onSend(message));
  const sendFile = (type: MediaKind, file: Promise<Blob> | Blob, filename?: string) =>
    run(async () => {
      const { id } = await upload(number, await file);
      const words = caption.trim();
      const captioned = type !== 'audio' && type !== 'sticker' && words !== '';
      await onSend({
        type,
        mediaId: id,
        ...(captioned ? { caption: words } : {}),
        ...(type === 'document' && filename !== undefined ? { filename } : {}),
        ...(type === 'audio' ? { voice: true } : {}),
      });
    });

  const body = (): ReactNode => {
    switch (form) {
      case null:
        return (
          <Kinds
            onChoose={setForm}
            onOrder={() =>
              send({
                type: 'order',
                catalogId: '1',
                items: [{ productId: 'first-aid-kit', quantity: 1, price: 250, currency: 'INR' }],
              })
            }
            onUnsupported={() => send({ type: 'unsupported', kind: 'poll' })}
          />
        );
      case 'image':
      case 'video':
      case 'document':
        return (
          <>
            <label className="field">
              {t('attach.caption')}
              <input
                value={caption}
                maxLength={1024}
                dir="auto"
                data-testid="attach-caption"
                onChange={(event) => setCaption(event.target.value)}
              />
            </label>
            <label className="field">
              {t('attach.file')}
              <input
                type="file"
                accept={accepted[form]}
                data-testid="attach-file"
                onChange={({ target }) => {
                  const file = target.files?.[0];
                  if (file !== undefined) {
                    void sendFile(form, file, file.name);
                  }
                }}
              />
            </label>
            {form !== 'video' && (
              <Choice
                testId="attach-sample"
                label={t('attach.sample')}
                onPress={() => sendFile(form, form === 'image' ? samplePhoto() : samplePdf(), 'report.pdf')}
              />
            )}
          </>
        );
      case 'audio':
        return (
          <Voice
            onRecorded={(voice) => sendFile('audio', voice)}
            onSample={() =>
              run(async () => {
                const { id } = await uploadSampleVoice(number);
                await onSend({ type: 'audio', mediaId: id, voice: true });
              })
            }
          />
        );
      case 'sticker':
        return (
          <div className="kinds">
            {stickers.map((emoji) => (
              <button
                key={emoji}
                type="button"
                className="kind kind-sticker"
                data-testid="attach-sticker"
                onClick={() => void sendFile('sticker', sticker(emoji))}
              >
                {emoji}
              </button>
            ))}
          </div>
        );
      case 'location':
        return <LocationForm onSend={send} />;
      case 'contacts':
        return <ContactForm onSend={send} />;
      case 'number':
        return <NumberForm onSend={send} />;
      case 'burst':
        return <BurstForm onSend={(lines) => run(() => onBurst(lines))} />;
    }
  };

  return (
    <Sheet
      // The focus starts anew in each form.
      key={form}
      title={form === null ? t('attach.title') : t(forms[form].label)}
      testId="attach-sheet"
      onClose={onClose}
      {...(failed || busy
        ? { footer: <p role={failed ? 'alert' : 'status'}>{t(failed ? 'composer.failed' : 'attach.sending')}</p> }
        : {})}
    >
      <fieldset className="sheet-form" disabled={busy}>
        {body()}
      </fieldset>
    </Sheet>
  );
}

function Kinds({
  onChoose,
  onOrder,
  onUnsupported,
}: {
  readonly onChoose: (form: Form) => void;
  readonly onOrder: () => void;
  readonly onUnsupported: () => void;
}) {
  const { t } = useLanguage();
  const kind = (id: string, icon: string, label: string, onPress: () => void) => (
    <button key={id} type="button" className="kind" data-testid="attach-kind" data-kind={id} onClick={onPress}>
      <span aria-hidden="true">{icon}</span>
      {label}
    </button>
  );
  return (
    <div className="kinds">
      {(Object.keys(forms) as Form[]).map((id) => kind(id, forms[id].icon, t(forms[id].label), () => onChoose(id)))}
      {kind('order', '🛒', t('message.order'), onOrder)}
      {kind('unsupported', '📊', t('message.unsupported'), onUnsupported)}
    </div>
  );
}

function Voice({ onRecorded, onSample }: { readonly onRecorded: (voice: Blob) => void; readonly onSample: () => void }) {
  const { t } = useLanguage();
  const { state, seconds, start, stop } = useRecorder(onRecorded);
  return (
    <>
      {state === 'recording' ? (
        <button type="button" className="primary" data-testid="voice-stop" autoFocus onClick={stop}>
          ⏹ {t('voice.stop')}
        </button>
      ) : (
        <button type="button" className="primary" data-testid="voice-record" onClick={() => void start()}>
          ⏺ {t('voice.record')}
        </button>
      )}
      {state === 'recording' && (
        <p data-testid="voice-seconds">
          <span role="status">{t('voice.recording')}</span>{' '}
          {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        </p>
      )}
      {(state === 'denied' || state === 'missing') && <p role="alert">{t(`voice.${state}`)}</p>}
      <Choice testId="voice-sample" label={t('voice.sample')} onPress={onSample} />
    </>
  );
}

function Choice({ testId, label, onPress }: { readonly testId: string; readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="secondary" data-testid={testId} onClick={onPress}>
      {label}
    </button>
  );
}
