/** Things to send where there is no file at hand, drawn by the browser. */

function drawn(size: readonly [number, number], type: string, draw: (context: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = size;
  const context = canvas.getContext('2d');
  if (context === null) {
    return Promise.reject(new Error('the browser draws nothing'));
  }
  draw(context);
  return new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('nothing was drawn')) : resolve(blob)), type, 0.85),
  );
}

/** A rash on skin, more or less. */
export const samplePhoto = () =>
  drawn([640, 480], 'image/jpeg', (context) => {
    const skin = context.createLinearGradient(0, 0, 640, 480);
    skin.addColorStop(0, '#d9a67e');
    skin.addColorStop(1, '#b37b52');
    context.fillStyle = skin;
    context.fillRect(0, 0, 640, 480);
    for (let spot = 0; spot < 40; spot++) {
      // Scattered, but the same every time.
      const [x, y] = [(spot * 197) % 640, (spot * 131) % 480];
      context.fillStyle = `rgb(190 60 50 / ${0.25 + (spot % 4) / 10})`;
      context.beginPath();
      context.ellipse(x, y, 10 + (spot % 5) * 3, 8 + (spot % 3) * 4, spot, 0, 2 * Math.PI);
      context.fill();
    }
  });

/** Stickers are WebP of 512 pixels; a browser that writes none gives a PNG, which WhatsApp would refuse. */
export const sticker = (emoji: string) =>
  drawn([512, 512], 'image/webp', (context) => {
    context.font = '360px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(emoji, 256, 280);
  });

/** A page with one line, after ISO 32000-1. */
export function samplePdf(): Blob {
  const line = 'BT /F1 24 Tf 72 720 Td (Blood report: haemoglobin 11.2 g/dl) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${line.length}>>stream\n${line}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return new Blob([text], { type: 'application/pdf' });
}
