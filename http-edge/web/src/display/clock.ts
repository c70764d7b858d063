/** Digits and hours that everybody reads alike: 14:05, whatever the language. */
const alike = { numberingSystem: 'latn', hourCycle: 'h23' } as const;

export const timeOf = (millis: number, zone?: string) =>
  new Intl.DateTimeFormat('en-GB', {
    ...alike,
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(millis);

export const dateOf = (millis: number, zone: string, language: string) =>
  new Intl.DateTimeFormat(language, {
    numberingSystem: 'latn',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  }).format(millis);
