import { byUrgency, callKey, isFresh, isNumbered, pointOf } from './board';
import type { Board, Call } from './model';
import { Name, Words } from './Words';

interface CallsProps {
  readonly board: Board;
  readonly languages: readonly string[];
  /** The server's time; null while the connection is lost: nothing is new then. */
  readonly now: number | null;
  readonly telling: string | null;
}

const othersShown = 3;
const earlierShown = 5;

export function Calls({ board, languages, now, telling }: CallsProps) {
  const { newest, others, earlier } = byUrgency(board.calls, othersShown, earlierShown);
  return (
    <main className="calls">
      <section className="now" aria-live="polite" aria-atomic="true">
        {newest === undefined ? (
          <Quiet board={board} languages={languages} />
        ) : (
          <>
            <h2>
              <Words languages={languages} of="display.now" />
            </h2>
            <Called key={callKey(newest)} call={newest} {...{ board, languages, now, telling }} newest />
          </>
        )}
      </section>
      {others.length > 0 && (
        <section className="others">
          {others.map((call) => (
            <Called key={callKey(call)} {...{ call, board, languages, now, telling }} />
          ))}
        </section>
      )}
      {earlier.length > 0 && (
        <section className="earlier" data-testid="earlier">
          <h2>
            <Words languages={languages} of="display.earlier" />
          </h2>
          <ul>
            {earlier.map((call) => (
              <li key={callKey(call)} data-ticket={call.ticket}>
                <b>{call.ticket}</b>
                <Where call={call} languages={languages} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

function Called({ call, board, languages, now, telling, newest = false }: CallsProps & { readonly call: Call; readonly newest?: boolean }) {
  const point = pointOf(board, call);
  const fresh = now !== null && isFresh(call, now);
  return (
    <article
      className={newest ? 'call newest' : 'call'}
      data-testid={newest ? 'newest' : 'called'}
      data-ticket={call.ticket}
      data-calls={call.calls}
      data-fresh={fresh}
      data-telling={telling === callKey(call)}
    >
      <strong className="ticket" data-long={call.ticket.length > 4}>
        {call.ticket}
      </strong>
      <div className="where">
        {call.room !== '' && (
          <p className="room">
            <Where call={call} languages={languages} />
          </p>
        )}
        {point !== undefined && (
          <p className="point">
            <Name languages={languages} all={board.languages} of={point.names} />
          </p>
        )}
        {call.calls > 1 && (
          <p className="again">
            <Words languages={languages} of="display.again" />
          </p>
        )}
      </div>
    </article>
  );
}

function Where({ call, languages }: { readonly call: Call; readonly languages: readonly string[] }) {
  return isNumbered(call.room) ? (
    <Words languages={languages} of="display.room" values={{ room: call.room }} />
  ) : (
    <span className="words">{call.room}</span>
  );
}

function Quiet({ board, languages }: { readonly board: Board; readonly languages: readonly string[] }) {
  const of = {
    before: 'display.opensAt',
    open: 'display.quiet',
    paused: 'display.pausedHint',
    closed: 'display.closedHint',
  } as const;
  return (
    <p className="quiet" data-testid="quiet">
      <Words languages={languages} of={of[board.state]} values={{ time: board.opensAt ?? '' }} />
    </p>
  );
}
