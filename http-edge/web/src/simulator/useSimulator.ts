import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  advanceClock,
  change,
  createPhone,
  eventsUrl,
  fetchMessages,
  fetchState,
  markRead,
  sendBurst,
  sendMessage,
  setControls,
  setProfile,
  understand,
  type Deed,
} from './api';
import { withMessage, withPhone, withTick, withTyping } from './merge';
import type { Controls, Message, Outgoing, Phone, SimulatorState, Tick } from './model';

const stateKey = ['state'] as const;
const messagesKey = (number: string) => ['messages', number] as const;

/** The stream beats every ten seconds; three missed beats are a dead connection. */
const silenceMillis = 30_000;
const reconnectMillis = 2_000;
const stateRefreshMillis = 400;

export const useSimulatorState = () => useQuery({ queryKey: stateKey, queryFn: fetchState });

export const useMessages = (number: string) =>
  useQuery({ queryKey: messagesKey(number), queryFn: () => fetchMessages(number) });

export function useSend(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Outgoing) => sendMessage(number, message),
    onSuccess: (message) => changeMessages(client, number, (known) => withMessage(known, message)),
  });
}

export function useBurst(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lines: readonly string[]) => sendBurst(number, lines),
    onSuccess: (sent) => changeMessages(client, number, (known) => sent.reduce(withMessage, known)),
  });
}

export function useDeed(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, deed }: { id: string; deed: Deed }) => change(number, id, deed),
    onSuccess: (message) => changeMessages(client, number, (known) => withMessage(known, message)),
  });
}

export function useControls(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (controls: Controls) => setControls(number, controls),
    onSuccess: (phone) => changeState(client, (state) => withPhone(state, phone)),
  });
}

export function useProfile(number: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, language }: { name: string; language: string }) => setProfile(number, name, language),
    onSuccess: (phone) => changeState(client, (state) => withPhone(state, phone)),
  });
}

export function useAdvanceClock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: advanceClock,
    onSuccess: (clock) => changeState(client, (state) => ({ ...state, clock })),
  });
}

/** A text always reads the same, so it is asked for once. */
export const useReading = (text: string) =>
  useQuery({ queryKey: ['reading', text], queryFn: () => understand(text), retry: 1 });

export function useCreatePhone() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, language, business }: { name: string; language: string; business: string }) =>
      createPhone(name, language, business),
    onSuccess: (phone) => changeState(client, (state) => withPhone(state, phone)),
  });
}

export const useMarkRead = (number: string) => useMutation({ mutationFn: () => markRead(number), retry: 3 });

/** Keeps the cache in step with the simulator; returns whether the stream is live. */
export function useEventStream(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(true);
  useEffect(() => {
    let source: EventSource | null = null;
    let silence: ReturnType<typeof setTimeout>;
    let refresh: ReturnType<typeof setTimeout> | undefined;

    const reconnectAfter = (millis: number) => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        setLive(false);
        source?.close();
        connect();
      }, millis);
    };
    const refreshUnread = () => {
      refresh ??= setTimeout(() => {
        refresh = undefined;
        void client.invalidateQueries({ queryKey: stateKey });
      }, stateRefreshMillis);
    };
    const connect = () => {
      const opened = new EventSource(eventsUrl);
      source = opened;
      const on = <T>(name: string, apply: (data: T) => void) =>
        opened.addEventListener(name, (event: MessageEvent<string>) => {
          reconnectAfter(silenceMillis);
          apply(JSON.parse(event.data) as T);
        });
      on('heartbeat', () => undefined);
      on('hello', () => {
        // Whatever happened while the stream was down is fetched anew.
        setLive(true);
        void client.invalidateQueries();
      });
      on<{ number: string; message: Message }>('message', ({ number, message }) => {
        changeMessages(client, number, (known) => withMessage(known, message));
        refreshUnread();
      });
      on<{ number: string; id: string; tick: Tick }>('tick', ({ number, id, tick }) => {
        changeMessages(client, number, (known) => withTick(known, id, tick));
        refreshUnread();
      });
      on<{ number: string; typing: boolean }>('typing', ({ number, typing }) =>
        changeState(client, (state) => withTyping(state, number, typing)),
      );
      on<{ phone: Phone }>('phone', ({ phone }) => changeState(client, (state) => withPhone(state, phone)));
      opened.onerror = () => {
        setLive(false);
        opened.close();
        reconnectAfter(reconnectMillis);
      };
      reconnectAfter(silenceMillis);
    };

    connect();
    return () => {
      clearTimeout(silence);
      clearTimeout(refresh);
      source?.close();
    };
  }, [client]);
  return live;
}

function changeMessages(
  client: QueryClient,
  number: string,
  change: (known: readonly Message[]) => readonly Message[],
) {
  const queryKey = messagesKey(number);
  client.setQueryData<readonly Message[]>(queryKey, (known) => known && change(known));
  refetchIfOvertaken(client, queryKey);
}

function changeState(client: QueryClient, change: (known: SimulatorState) => SimulatorState) {
  client.setQueryData<SimulatorState>(stateKey, (known) => known && change(known));
  refetchIfOvertaken(client, stateKey);
}

/** A fetch that is under way may have been answered before this change: ask again. */
function refetchIfOvertaken(client: QueryClient, queryKey: readonly string[]) {
  if (client.isFetching({ queryKey, exact: true }) > 0) {
    void client.invalidateQueries({ queryKey, exact: true });
  }
}
