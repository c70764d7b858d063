import type { ReactNode } from 'react';
import type { Tick } from './model';

function Icon({ children, size = 20 }: { readonly children: ReactNode; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const SendIcon = () => (
  <Icon>
    <path d="M4 12 3 4l18 8-18 8 1-8Zm0 0h9" />
  </Icon>
);
export const ReplyIcon = () => (
  <Icon size={16}>
    <path d="m9 8-5 5 5 5M4 13h10a6 6 0 0 1 6 6" />
  </Icon>
);
export const ListIcon = () => (
  <Icon size={16}>
    <path d="M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01" />
  </Icon>
);
export const LinkIcon = () => (
  <Icon size={16}>
    <path d="M14 4h6v6m0-6-9 9M10 5H5v14h14v-5" />
  </Icon>
);
export const PinIcon = () => (
  <Icon size={18}>
    <path d="M12 21s7-6.1 7-11a7 7 0 1 0-14 0c0 4.9 7 11 7 11Z" />
    <circle cx="12" cy="10" r="2.5" />
  </Icon>
);
export const FileIcon = () => (
  <Icon size={18}>
    <path d="M14 3H6v18h12V7l-4-4Zm0 0v4h4" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const DownIcon = () => (
  <Icon>
    <path d="m6 9 6 6 6-6" />
  </Icon>
);
export const PhonesIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon size={16}>
    <path d="M6 12h.01M12 12h.01M18 12h.01" />
  </Icon>
);
export const ToolsIcon = () => (
  <Icon>
    <path d="M4 8h10M18 8h2M4 16h2M10 16h10" />
    <circle cx="16" cy="8" r="2" />
    <circle cx="8" cy="16" r="2" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon size={18}>
    <circle cx="12" cy="8" r="4" />
    <path d="M4 21c0-4 3.6-7 8-7s8 3 8 7" />
  </Icon>
);

const tickPaths: Readonly<Record<Tick, ReactNode>> = {
  clock: (
    <>
      <circle cx="9" cy="8" r="5.3" />
      <path d="M9 5v3l2 1.3" />
    </>
  ),
  sent: <path d="m4 8.5 3.3 3.3L14 4.5" />,
  delivered: <path d="m1 8.5 3.3 3.3L11 4.5m-3.2 6.3 1 1L16 4.5" />,
  read: <path d="m1 8.5 3.3 3.3L11 4.5m-3.2 6.3 1 1L16 4.5" />,
  failed: (
    <>
      <circle cx="9" cy="8" r="5.3" />
      <path d="M9 5.3v3M9 10.7v.01" />
    </>
  ),
};

export function TickMark({ tick, label }: { readonly tick: Tick; readonly label: string }) {
  return (
    <svg
      className={`tick tick-${tick}`}
      data-testid="tick"
      data-tick={tick}
      role="img"
      aria-label={label}
      width="17"
      height="15"
      viewBox="0 0 17 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {tickPaths[tick]}
    </svg>
  );
}
