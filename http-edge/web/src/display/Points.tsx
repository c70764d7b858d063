import type { Board } from './model';
import { Name, Words } from './Words';

/** Enough to see oneself coming, few enough to read from far away. */
const nextShown = 5;

/** Who comes next, per service point. */
export function Points({ board, languages }: { readonly board: Board; readonly languages: readonly string[] }) {
  return (
    <aside className="points" data-many={board.points.length > 5}>
      <h2>
        <Words languages={languages} of="display.next" />
      </h2>
      {board.points.map((point, i) => (
        <section key={point.id} className="point-card" data-testid="point" data-code={point.code} data-hue={i % 6}>
          <header>
            <b className="code">{point.code}</b>
            <h3>
              <Name languages={languages} all={board.languages} of={point.names} />
            </h3>
          </header>
          <div className="line">
            {point.paused ? (
              <p className="paused" data-testid="point-paused">
                <Words languages={languages} of="display.paused" />
              </p>
            ) : (
              <p className="next">
                {point.next.slice(0, nextShown).map((ticket) => (
                  <b key={ticket}>{ticket}</b>
                ))}
                {point.next.length === 0 && <span aria-hidden="true">–</span>}
              </p>
            )}
            <p className="count">
              <Words languages={languages} of="display.waiting" values={{ count: point.waiting }} />
            </p>
          </div>
        </section>
      ))}
      {board.missed.length > 0 && (
        <section className="missed" data-testid="missed">
          <p>
            <Words languages={languages} of="display.missed" />
          </p>
          <p className="next">
            {board.missed.map((ticket) => (
              <b key={ticket}>{ticket}</b>
            ))}
          </p>
        </section>
      )}
    </aside>
  );
}
