import { useEffect } from 'react';

/** Keeps the screen awake while the page is seen, where the browser can. */
export function useWakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    const hold = async () => {
      // A browser lets go whenever the page is hidden; older ones, and pages without HTTPS, have no lock at all.
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator) || (lock !== null && !lock.released)) {
        return;
      }
      try {
        lock = await navigator.wakeLock.request('screen');
        if (ended) {
          await lock.release();
        }
      } catch (refused) {
        console.info('The screen may go dark: the browser gave no wake lock', refused);
      }
    };
    const changed = () => void hold();
    document.addEventListener('visibilitychange', changed);
    void hold();
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', changed);
      void lock?.release();
    };
  }, []);
}
