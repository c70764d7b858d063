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
    }
  | {
      readonly type: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    };

export interface Message {
  readonly id: string;
  readonly from: 'business' | 'phone';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly content: Content;
  readonly tick: Tick;
  readonly contextId?: string;
  readonly reaction?: string;
}

export interface Phone {
  readonly number: string;
  readonly name: string;
  readonly language: string;
  readonly unread: number;
  readonly typing: boolean;
}

export interface Account {
  readonly phoneNumberId: string;
  readonly displayName: string;
  readonly displayNumber: string;
}

export interface SimulatorState {
  readonly account: Account;
  readonly phones: readonly Phone[];
  readonly testMode: boolean;
}

/** What a phone can send. */
export type Outgoing =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'button_reply'; readonly id: string; readonly title: string; readonly contextId: string }
  | {
      readonly type: 'list_reply';
      readonly id: string;
      readonly title: string;
      readonly description?: string;
      readonly contextId: string;
    }
  | { readonly type: 'template_reply'; readonly payload: string; readonly text: string; readonly contextId: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly contextId: string };
