import { useEffect, useRef, useState } from 'react';

/** What WhatsApp itself records comes first, then what it accepts, then what the browser has. */
const types = ['audio/ogg;codecs=opus', 'audio/mp4', 'audio/webm;codecs=opus'];

export type Recording = 'idle' | 'recording' | 'denied' | 'missing';

/** Records a voice note; nothing is kept when it is left before it is stopped. */
export function useRecorder(onRecorded: (voice: Blob) => void) {
  const [state, setState] = useState<Recording>('idle');
  const [seconds, setSeconds] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);

  const release = () => recorder.current?.stream.getTracks().forEach((track) => track.stop());

  useEffect(
    () => () => {
      if (recorder.current !== null) {
        recorder.current.onstop = null;
        release();
      }
    },
    [],
  );

  useEffect(() => {
    if (state !== 'recording') {
      return undefined;
    }
    setSeconds(0);
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1_000);
    return () => clearInterval(timer);
  }, [state]);

  const start = async () => {
    // Neither is there on an insecure page.
    if (!('MediaRecorder' in window) || !('mediaDevices' in navigator)) {
      setState('missing');
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
      const started = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
      const chunks: Blob[] = [];
      started.ondataavailable = ({ data }) => chunks.push(data);
      started.onstop = () => {
        release();
        setState('idle');
        onRecorded(new Blob(chunks, { type: started.mimeType }));
      };
      recorder.current = started;
      started.start();
      setState('recording');
    } catch (failure) {
      setState(failure instanceof DOMException && failure.name === 'NotFoundError' ? 'missing' : 'denied');
    }
  };

  return { state, seconds, start, stop: () => recorder.current?.stop() };
}
