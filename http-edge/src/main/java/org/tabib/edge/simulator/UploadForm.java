package org.tabib.edge.simulator;

import akka.http.javadsl.model.Multipart;
import akka.http.scaladsl.model.ContentType;
import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A file that came as {@code multipart/form-data}: in the part {@code file}, its type in the part
 * {@code type} or else in the file part's own content type.
 *
 * @param fields the form's other parts
 */
record UploadForm(ByteString file, String mimeType, Map<String, String> fields) {
  /** Room for the other parts and for what stands between them. */
  static final int MULTIPART_OVERHEAD = 64 * 1024;

  static final int MAX_BYTES = MediaStore.MAX_ITEM_BYTES + MULTIPART_OVERHEAD;
  static final long READ_MILLIS = 10_000;

  UploadForm {
    fields = Map.copyOf(fields);
  }

  /**
   * Reads a form.
   *
   * @throws GraphRefusal when there is no file, it is empty or too large, or its type is none
   */
  static UploadForm of(Multipart.FormData.Strict form) {
    ByteString file = null;
    String fileType = "";
    Map<String, String> fields = new HashMap<>();
    for (var part : form.getStrictParts()) {
      var data = part.getEntity().getData();
      if (part.getName().equals("file")) {
        file = data;
        fileType = part.getEntity().getContentType().toString();
      } else {
        fields.put(part.getName(), data.decodeString(StandardCharsets.UTF_8).strip());
      }
    }
    if (file == null) {
      throw GraphRefusal.missing("file");
    }
    if (file.isEmpty() || file.size() > MediaStore.MAX_ITEM_BYTES) {
      throw GraphRefusal.mediaUpload(
          "The file has " + file.size() + " bytes; maximum " + MediaStore.MAX_ITEM_BYTES);
    }
    var told = fields.getOrDefault("type", "");
    return new UploadForm(file, checked(told.isEmpty() ? fileType : told), fields);
  }

  /** The type is sent back as a header when the file is fetched: it must be one. */
  private static String checked(String mimeType) {
    if (ContentType.parse(mimeType).isLeft()) {
      throw GraphRefusal.mediaUpload("The type of the file is not a media type");
    }
    return mimeType;
  }
}
