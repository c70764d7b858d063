import type { Clock, Controls, Message, Outgoing, Phone, Reading, SimulatorState, Tick } from './model';

const base = `${import.meta.env.BASE_URL}api`;

export const eventsUrl = `${base}/events`;
export const mediaUrl = (id: string) => `${base}/media/${encodeURIComponent(id)}`;

const phoneUrl = (number: string) => `${base}/phones/${encodeURIComponent(number)}`;

async function call<T>(url: string, body?: unknown): Promise<T> {
  return answered<T>(
    url,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
}

async function answered<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return (await response.json()) as T;
}

/** A clock as it is told: what it showed at that moment. */
interface Told {
  readonly now: string;
  readonly moves: boolean;
}

const heard = ({ now, moves }: Told): Clock => ({ ahead: Date.parse(now) - Date.now(), moves });

export const fetchState = async (): Promise<SimulatorState> => {
  const state = await call<Omit<SimulatorState, 'clock'> & { readonly clock: Told }>(`${base}/state`);
  return { ...state, clock: heard(state.clock) };
};

export const advanceClock = async (seconds: number): Promise<Clock> =>
  heard(await call<Told>(`${base}/clock`, { seconds }));

export const fetchMessages = async (number: string): Promise<readonly Message[]> =>
  (await call<{ items: readonly Message[] }>(`${phoneUrl(number)}/messages`)).items;

export const createPhone = (name: string, language: string, business: string) =>
  call<Phone>(`${base}/phones`, { name, language, business });

export const sendMessage = (number: string, message: Outgoing) =>
  call<Message>(`${phoneUrl(number)}/messages`, message);

export const markRead = (number: string) => call<{ read: number }>(`${phoneUrl(number)}/read`, {});

export const setControls = (number: string, controls: Controls) => call<Phone>(`${phoneUrl(number)}/controls`, controls);

export const setProfile = (number: string, name: string, language: string) =>
  call<Phone>(`${phoneUrl(number)}/profile`, { name, language });

export const sendBurst = async (number: string, lines: readonly string[]): Promise<readonly Message[]> =>
  (await call<{ items: readonly Message[] }>(`${phoneUrl(number)}/burst`, { lines })).items;

const messageUrl = (number: string, id: string) => `${phoneUrl(number)}/messages/${encodeURIComponent(id)}`;

/** What a phone's owner, or whoever plays the network, does to a message that is there. */
export type Deed =
  | { readonly do: 'receipt'; readonly status: Tick; readonly code?: number }
  | { readonly do: 'reaction'; readonly emoji: string }
  | { readonly do: 'edit'; readonly text: string }
  | { readonly do: 'delete' };

export const change = (number: string, id: string, deed: Deed) =>
  call<Message>(`${messageUrl(number, id)}/${deed.do}`, deed);

/** Hands a file over; a message can name its id. */
export function upload(number: string, file: Blob): Promise<{ readonly id: string }> {
  const form = new FormData();
  form.append('type', file.type === '' ? 'application/octet-stream' : file.type);
  form.append('file', file);
  return answered(`${phoneUrl(number)}/media`, { method: 'POST', body: form });
}

export const uploadSampleVoice = (number: string) =>
  call<{ readonly id: string }>(`${phoneUrl(number)}/sample-voice`, {});

/** The product's own API, beside the simulator. */
export const understand = (text: string) => call<Reading>('/api/v1/understanding', { text });
