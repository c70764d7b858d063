import { useEffect, useMemo, useRef, useState } from 'react';
import { direction } from '../i18n/catalogues';
import { useLanguage } from '../i18n/LanguageProvider';
import { news, type Seen } from './announce';
import { languagesAt, nameIn, onlyPoints } from './board';
import { Calls } from './Calls';
import { dateOf, timeOf } from './clock';
import { begun, follow, type Connection } from './connection';
import type { Board } from './model';
import { Points } from './Points';
import { useNow } from './useNow';
import { useSound, type Sound } from './useSound';
import { useWakeLock } from './useWakeLock';
import { Name, text, Words } from './Words';

/** How long each of the further languages is shown. */
const turnMillis = 8_000;

/** A stream that was cut and is back at once is nobody's business. */
const blipMillis = 2_000;

interface Props {
  readonly address: string;
  /** The letters that it shows, none for all. */
  readonly codes: readonly string[];
  /** The board that the page brought along. */
  readonly first: Board | null;
}

/** The screen of one clinic's waiting room. */
export function Display({ address, codes, first }: Props) {
  const [connection, setConnection] = useState<Connection>(() => begun(first));
  useEffect(() => follow(address, setConnection, begun(first)), [address, first]);
  useWakeLock();
  const sound = useSound();
  const board = useMemo(
    () => (connection.board === null ? null : onlyPoints(connection.board, codes)),
    [connection.board, codes],
  );
  useAnnouncements(board, connection.ahead, sound);

  if (connection.unknown) {
    return <Unknown />;
  }
  return board === null ? <Connecting /> : <Room {...{ board, connection, sound }} />;
}

function useAnnouncements(board: Board | null, ahead: number, sound: Sound) {
  const seen = useRef<Seen | null>(null);
  const { announce } = sound;
  useEffect(() => {
    if (board !== null) {
      const found = news(board, seen.current, Date.now() + ahead);
      seen.current = found.seen;
      announce(found.calls, board.languages);
    }
  }, [board, ahead, announce]);
}

function Room({ board, connection, sound }: { readonly board: Board; readonly connection: Connection; readonly sound: Sound }) {
  const now = useNow(1_000);
  const languages = languagesAt(board.languages, Math.floor(now / turnMillis));
  const first = languages[0] ?? 'en';
  useEffect(() => {
    document.documentElement.lang = first;
    document.documentElement.dir = direction(first);
    document.title = `${nameIn(board.clinic.names, first, board.languages)} · ${text(first, 'display.title')}`;
  }, [first, board]);
  const { lostSince } = connection;
  const lost = lostSince !== null && now - lostSince > blipMillis;
  const clinicTime = now + connection.ahead;
  return (
    <div className="display" data-testid="display" data-state={board.state} data-live={lostSince === null} data-lost={lost}>
      <header className="top">
        <h1>
          <Name languages={languages} all={board.languages} of={board.clinic.names} />
        </h1>
        {(board.state === 'paused' || board.state === 'closed') && (
          <p className="state" data-testid="state">
            <Words languages={languages} of={board.state === 'paused' ? 'display.paused' : 'display.closed'} />
          </p>
        )}
        <div className="clock">
          <time data-testid="clock">{timeOf(clinicTime, board.clinic.zone)}</time>
          <span lang={first}>{dateOf(clinicTime, board.clinic.zone, first)}</span>
        </div>
      </header>
      {lost && (
        <p className="lost" role="alert" data-testid="lost">
          <Words
            languages={languages}
            of="display.lost"
            values={{ time: timeOf(lostSince + connection.ahead, board.clinic.zone) }}
          />
        </p>
      )}
      <Calls board={board} languages={languages} now={lostSince === null ? clinicTime : null} telling={sound.telling} />
      <Points board={board} languages={languages} />
      <SoundButton sound={sound} languages={languages} />
    </div>
  );
}

function SoundButton({ sound, languages }: { readonly sound: Sound; readonly languages: readonly string[] }) {
  const on = sound.state === 'on';
  return (
    <button type="button" className="sound" data-testid="sound" data-sound={sound.state} aria-pressed={on} onClick={sound.toggle}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9v6h4l5 5V4L7 9z" fill="currentColor" />
        <path
          d={on ? 'M15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12' : 'M16 9.5l5 5m0-5l-5 5'}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      <Words languages={languages} of={on ? 'display.soundOff' : 'display.soundOn'} />
    </button>
  );
}

function Connecting() {
  const { t } = useLanguage();
  return (
    <div className="notice" data-testid="connecting">
      <p>{t('display.connecting')}</p>
    </div>
  );
}

function Unknown() {
  const { t } = useLanguage();
  return (
    <div className="notice" data-testid="unknown">
      <h1>{t('display.unknown')}</h1>
      <p>{t('display.unknownHint')}</p>
    </div>
  );
}
