package org.tabib.engine.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Writes a {@link Private} as {@code [subject, bytes]}, or {@code [subject]} when erased, and
 * refuses a clear one: whoever forgets to seal fails a test, not a patient.
 */
final class PrivateModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  PrivateModule() {
    super("private");
    addSerializer(new Writer());
    addDeserializer(Private.class, new Reader());
  }

  @SuppressWarnings("rawtypes")
  private static final class Writer extends StdSerializer<Private> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Private.class);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Private value) {
      return false;
    }

    @Override
    public void serialize(Private raw, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      Private<?> value = raw;
      switch (value) {
        case Private.Clear<?> clear ->
            throw new JsonMappingException(out, "a clear private value must be sealed before");
        case Private.Sealed<?> sealed -> {
          out.writeStartArray(sealed, 2);
          out.writeString(sealed.subject());
          out.writeBinary(sealed.bytes());
          out.writeEndArray();
        }
        case Private.Erased<?> erased -> {
          out.writeStartArray(erased, 1);
          out.writeString(erased.subject());
          out.writeEndArray();
        }
      }
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class Reader extends StdDeserializer<Private> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Private.class);
    }

    @Override
    public Private<?> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY || in.nextToken() != JsonToken.VALUE_STRING) {
        throw JsonMappingException.from(in, "a private value is [subject, bytes]");
      }
      String subject = in.getText();
      if (in.nextToken() == JsonToken.END_ARRAY) {
        return new Private.Erased<>(subject);
      }
      byte[] bytes = in.getBinaryValue();
      in.nextToken();
      return new Private.Sealed<>(subject, bytes);
    }
  }
}
