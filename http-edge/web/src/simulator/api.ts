import type { Message, Outgoing, Phone, SimulatorState } from './model';

const base = `${import.meta.env.BASE_URL}api`;

export const eventsUrl = `${base}/events`;
export const mediaUrl = (id: string) => `${base}/media/${encodeURIComponent(id)}`;

const phoneUrl = (number: string) => `${base}/phones/${encodeURIComponent(number)}`;

async function call<T>(url: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return (await response.json()) as T;
}

export const fetchState = () => call<SimulatorState>(`${base}/state`);

export const fetchMessages = async (number: string): Promise<readonly Message[]> =>
  (await call<{ items: readonly Message[] }>(`${phoneUrl(number)}/messages`)).items;

export const createPhone = (name: string, language: string) => call<Phone>(`${base}/phones`, { name, language });

export const sendMessage = (number: string, message: Outgoing) =>
  call<Message>(`${phoneUrl(number)}/messages`, message);

export const markRead = (number: string) => call<{ read: number }>(`${phoneUrl(number)}/read`, {});
