const hour = 3_600;
const dayMillis = 86_400_000;
const day = 24 * hour;

/** Offsets worth trying, in seconds: each stands on one side of a rule of 24 hours. */
export const offsets: readonly number[] = [
  -8 * day,
  -26 * hour,
  -(24 * hour - 60),
  -hour,
  0,
  hour,
  26 * hour,
  8 * day,
];

/** How far the clinic's clock goes ahead at a press, in seconds. */
export const steps: readonly number[] = [60, 15 * 60, hour, day];

/** "+26 hours", "−8 days": whole days from two days on, else hours, else minutes. */
export function offsetName(seconds: number, code: string, unitDisplay: 'long' | 'short' = 'long'): string {
  const [unit, length] =
    seconds % day === 0 && (Math.abs(seconds) >= 2 * day || unitDisplay === 'short')
      ? (['day', day] as const)
      : seconds % hour === 0
        ? (['hour', hour] as const)
        : (['minute', 60] as const);
  return new Intl.NumberFormat(code, { style: 'unit', unit, unitDisplay, signDisplay: 'exceptZero' }).format(
    seconds / length,
  );
}

/** The number of an instant's calendar day in a zone: the day after has the next one. */
export function dayNumber(instant: number, zone: string): number {
  // The Canadian date is the ISO one.
  return Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant)) / dayMillis;
}
