const hour = 3_600;
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

/** "+26 hours", "−8 days": whole days from two days on, else hours, else minutes. */
export function offsetName(seconds: number, code: string): string {
  const [unit, length] =
    seconds % day === 0 && Math.abs(seconds) >= 2 * day
      ? (['day', day] as const)
      : seconds % hour === 0
        ? (['hour', hour] as const)
        : (['minute', 60] as const);
  return new Intl.NumberFormat(code, { style: 'unit', unit, unitDisplay: 'long', signDisplay: 'exceptZero' }).format(
    seconds / length,
  );
}
