import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../base.css';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { Display } from './Display';
import type { Board } from './model';
import './display.css';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('display.html has no element #root');
}

// A television often has no setting of its own for these: the address says them.
const wishes = new URLSearchParams(location.search);
const theme = wishes.get('theme');
if (theme === 'dark' || theme === 'light') {
  document.documentElement.dataset['theme'] = theme;
}
const codes = (wishes.get('points') ?? '')
  .split(',')
  .map((code) => code.trim().toUpperCase())
  .filter((code) => code !== '');

// Absent when the queue did not answer in time, and in the development server.
const brought = document.getElementById('board')?.textContent;
const first = brought === undefined || brought === null ? null : (JSON.parse(brought) as Board);

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Display address={location.pathname.replace(/\/+$/, '')} codes={codes} first={first} />
    </LanguageProvider>
  </StrictMode>,
);
