package org.tabib.engine.queue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/** A {@link Remark} in journal and snapshots, and between nodes. */
final class RemarkJson {
  private RemarkJson() {}

  static final class Writer extends StdSerializer<Remark> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Remark.class);
    }

    @Override
    public void serialize(Remark remark, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      Private<Remark.Words> words = remark.words();
      if (words == null) {
        out.writeString(remark.plain());
        return;
      }
      out.writeStartArray();
      out.writeString(words.subject());
      switch (words) {
        case Private.Sealed<Remark.Words> sealed -> out.writeBinary(sealed.bytes());
        case Private.Erased<Remark.Words> erased -> {}
        case Private.Clear<Remark.Words> clear ->
            throw new JsonMappingException(out, "a clear private value must be sealed before");
      }
      out.writeEndArray();
    }
  }

  static final class Reader extends StdDeserializer<Remark> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Remark.class);
    }

    @Override
    public @Nullable Remark deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return plain(in.getText());
      }
      if (in.currentToken() != JsonToken.START_ARRAY || in.nextToken() != JsonToken.VALUE_STRING) {
        throw JsonMappingException.from(in, "a remark is text or [subject, bytes]");
      }
      String subject = in.getText();
      if (in.nextToken() == JsonToken.END_ARRAY) {
        return new Remark.Written(new Private.Erased<>(subject));
      }
      byte[] bytes = in.getBinaryValue();
      in.nextToken();
      return new Remark.Written(new Private.Sealed<>(subject, bytes));
    }

    /** Version 1 said nothing with an empty text. */
    private static @Nullable Remark plain(String text) {
      for (Remark.Fixed known : Remark.Fixed.values()) {
        if (known.plain().equals(text)) {
          return known;
        }
      }
      return text.isEmpty() ? null : new EarlierRemark(text);
    }
  }
}
