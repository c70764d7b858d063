/** What the simulator's API speaks. */
export type Tick = 'clock' | 'sent' | 'delivered' | 'read' | 'failed';

export interface Choice {
  readonly id: string;
  readonly title: string;
}

export interface Row extends Choice {
  readonly description?: string;
}

export interface Section {
  readonly title?: string;
  readonly rows: readonly Row[];
}

interface Interactive {
  readonly header?: string;
  readonly body: string;
  readonly footer?: string;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | ({ readonly type: 'buttons'; readonly buttons: readonly Choice[] } & Interactive)
  | ({ readonly type: 'list'; readonly button: string; readonly sections: readonly Section[] } & Interactive)
  | ({ readonly type: 'link_button'; readonly label: string; readonly url?: string } & Interactive)
  | {
      readonly type: 'template';
      readonly name: string;
      readonly language: string;
      readonly parameters: readonly string[];
      readonly buttons: readonly Choice[];
      readonly text?: string;
    }
  | { readonly type: 'button_reply'; readonly id: string; readonly title: string }
  | { readonly type: 'list_reply'; readonly id: string; readonly title: string; readonly description?: string }
  | { readonly type: 'template_reply'; readonly payload: string; readonly text: string }
  | {
      readonly type: 'media';
      readonly kind: MediaKind;
      readonly mediaId?: string;
      readonly link?: string;
      readonly caption?: string;
      readonly filename?: string;
      readonly file?: { readonly mimeType: string; readonly bytes: number; readonly voice: boolean };
    }
  | {
      readonly type: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | { readonly type: 'contacts'; readonly cards: readonly Card[] }
  | { readonly type: 'order'; readonly catalogId: string; readonly text?: string; readonly items: readonly Item[] }
  | { readonly type: 'unsupported'; readonly kind: string }
  | { readonly type: 'number_changed'; readonly number: string };

export interface Card {
  readonly name: string;
  readonly number: string;
}

export interface Item {
  readonly productId: string;
  readonly quantity: number;
  readonly price: number;
  readonly currency: string;
}

export interface Message {
  readonly id: string;
  readonly from: 'business' | 'phone';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly content: Content;
  readonly tick: Tick;
  readonly contextId?: string;
  /** Laid on it by the other side. */
  readonly reaction?: string;
  readonly ownReaction?: string;
  readonly change: 'none' | 'edited' | 'deleted';
  /** Why it failed, as Meta numbers reasons. */
  readonly errorCode?: number;
}

export type Receipts = 'automatic' | 'manual';
export type Fault = 'none' | 'twice' | 'swapped' | 'late';

/** How a phone behaves. */
export interface Controls {
  readonly receipts: Receipts;
  readonly delaySeconds: number;
  readonly offline: boolean;
  readonly clockOffsetSeconds: number;
  readonly fault: Fault;
}

export interface FailureCode {
  readonly code: number;
  /** In Meta's words. */
  readonly title: string;
}

export interface Phone {
  readonly number: string;
  /** The phone-number id of the business that it writes to. */
  readonly business: string;
  readonly name: string;
  readonly language: string;
  readonly unread: number;
  readonly typing: boolean;
  readonly controls: Controls;
}

export interface Account {
  readonly phoneNumberId: string;
  readonly displayName: string;
  readonly displayNumber: string;
  /** Where it is, and its patients with it. */
  readonly zone: string;
}

/** The clock of the clinic and of its patients. */
export interface Clock {
  /** What it is ahead of this device's, in milliseconds. */
  readonly ahead: number;
  /** Whether it can be set ahead. */
  readonly moves: boolean;
}

export interface SimulatorState {
  /** The business numbers, the usual one first. */
  readonly accounts: readonly Account[];
  readonly phones: readonly Phone[];
  readonly failureCodes: readonly FailureCode[];
  readonly clock: Clock;
  readonly testMode: boolean;
}

/** A button, a row or a quick reply that was pressed names the message that it stood in. */
export type Pressed =
  | { readonly type: 'button_reply'; readonly id: string; readonly title: string }
  | { readonly type: 'list_reply'; readonly id: string; readonly title: string; readonly description?: string }
  | { readonly type: 'template_reply'; readonly payload: string; readonly text: string };

/** What a phone can send. */
export type Outgoing = (
  | Pressed
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: MediaKind;
      readonly mediaId: string;
      readonly caption?: string;
      readonly filename?: string;
      readonly voice?: boolean;
    }
  | Extract<Content, { type: 'location' | 'contacts' | 'order' | 'unsupported' | 'number_changed' }>
) & { readonly contextId?: string };

/** What the engine reads in a text. */
export interface Reading {
  readonly language?: string;
  readonly intent?: string;
  readonly complaints: readonly {
    readonly id: string;
    readonly specialty: string;
    readonly urgency: Urgency;
    readonly negated: boolean;
  }[];
  readonly urgency: Urgency;
  readonly specialty: string;
  readonly age?: number;
  readonly sex?: string;
  readonly dates: readonly string[];
  readonly time?: string;
  readonly evidence: readonly string[];
}

export type Urgency = 'emergency' | 'urgent' | 'routine';
