/** Two falling notes, as at a station: heard over a full room and not like a phone. */
const notes = [
  { frequency: 659.25, at: 0 },
  { frequency: 523.25, at: 0.45 },
] as const;
const ringSeconds = 1.4;

/** Rings once; ends when the last note has faded. */
export function ring(context: AudioContext): Promise<void> {
  const start = context.currentTime + 0.02;
  const voices = notes.map(({ frequency, at }) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = 'sine';
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start + at);
    volume.gain.exponentialRampToValueAtTime(0.5, start + at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + at + ringSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start + at);
    tone.stop(start + at + ringSeconds);
    return { tone, volume };
  });
  return new Promise((resolve) => {
    const last = voices[voices.length - 1];
    if (last === undefined) {
      resolve();
      return;
    }
    last.tone.onended = () => {
      // A page that is open for weeks must not collect a node for every call.
      voices.forEach(({ tone, volume }) => {
        tone.disconnect();
        volume.disconnect();
      });
      resolve();
    };
  });
}
