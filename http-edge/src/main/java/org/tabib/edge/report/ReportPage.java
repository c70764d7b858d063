package org.tabib.edge.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Writes from the top of a page to its end, then on the next.
 *
 * <p>The font is Liberation Sans, which PDFBox brings with it (SIL Open Font License 1.1); what is
 * used of it is embedded. It has Latin, Greek and Cyrillic letters: a sign that it does not have
 * becomes a question mark.
 */
final class ReportPage implements AutoCloseable {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 50;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float NAME_WIDTH = 175;
  private static final float SMALL = 9;
  private static final float LINE = 14;

  private final PDDocument document;
  private final PDFont font;
  private final CmapLookup letters;
  private PDPageContentStream content;
  private float y;

  ReportPage(PDDocument document) throws IOException {
    this.document = document;
    try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      if (file == null) {
        throw new IOException("PDFBox brings no font");
      }
      TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file));
      document.registerTrueTypeFontForClosing(parsed);
      this.letters = parsed.getUnicodeCmapLookup();
      this.font = PDType0Font.load(document, parsed, true);
    }
    this.content = begin();
  }

  private PDPageContentStream begin() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(document, page);
  }

  /** Goes to the next page when fewer lines fit. */
  private void room(int lines) throws IOException {
    if (y - lines * LINE < MARGIN) {
      content.close();
      content = begin();
    }
  }

  void title(String words) throws IOException {
    y -= LINE;
    put(words, MARGIN, 18);
    y -= LINE;
  }

  void text(String words) throws IOException {
    room(1);
    y -= LINE;
    put(words, MARGIN, 10);
  }

  /** A table; the first column is wide and to the left, the others share the rest to the right. */
  void table(String title, List<String> header, List<List<String>> rows) throws IOException {
    room(4);
    y -= 2 * LINE;
    put(title, MARGIN, 12);
    row(header);
    rule();
    for (List<String> row : rows) {
      room(1);
      row(row);
    }
  }

  private void row(List<String> cells) throws IOException {
    y -= LINE;
    put(fitting(cells.getFirst(), NAME_WIDTH - 5), MARGIN, SMALL);
    float column = (WIDTH - NAME_WIDTH) / 8;
    for (int i = 1; i < cells.size(); i++) {
      String cell = printable(cells.get(i));
      float right = MARGIN + NAME_WIDTH + i * column;
      put(cell, right - width(cell, SMALL), SMALL);
    }
  }

  private void rule() throws IOException {
    content.setLineWidth(0.5f);
    content.moveTo(MARGIN, y - 3);
    content.lineTo(MARGIN + WIDTH, y - 3);
    content.stroke();
  }

  private void put(String words, float x, float size) throws IOException {
    content.beginText();
    content.setFont(font, size);
    content.newLineAtOffset(x, y);
    content.showText(printable(words));
    content.endText();
  }

  private String fitting(String words, float most) throws IOException {
    String text = printable(words);
    while (text.length() > 1 && width(text, SMALL) > most) {
      text = text.substring(0, text.length() - 2) + "…";
    }
    return text;
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private String printable(String words) {
    StringBuilder text = new StringBuilder();
    words
        .codePoints()
        .forEach(letter -> text.appendCodePoint(letters.getGlyphId(letter) == 0 ? '?' : letter));
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
