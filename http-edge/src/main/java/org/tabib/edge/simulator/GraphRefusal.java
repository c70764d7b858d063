package org.tabib.edge.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A call that Meta would refuse. Codes and shape are those of Meta's "Error codes" page for the
 * Cloud API; clients switch on {@code code}, never on the HTTP status.
 */
final class GraphRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final int code;
  private final @Nullable String details;

  private GraphRefusal(int httpStatus, int code, String title, @Nullable String details) {
    // No stack trace: a refusal is an answer, and a load driver may provoke many.
    super("(#" + code + ") " + title, null, false, false);
    this.httpStatus = httpStatus;
    this.code = code;
    this.details = details;
  }

  static GraphRefusal badToken() {
    return new GraphRefusal(
        401, 190, "Invalid OAuth access token - Cannot parse access token", null);
  }

  static GraphRefusal noToken() {
    return new GraphRefusal(401, 200, "Provide valid app ID", null);
  }

  static GraphRefusal unknownObject(String id) {
    return new GraphRefusal(
        400,
        100,
        "Unsupported request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation",
        null);
  }

  static GraphRefusal badParameter(String details) {
    return new GraphRefusal(400, 100, "Invalid parameter", details);
  }

  static GraphRefusal missing(String parameter) {
    return new GraphRefusal(
        400, 131008, "Required parameter is missing", "Parameter '" + parameter + "' is required");
  }

  static GraphRefusal invalid(String details) {
    return new GraphRefusal(400, 131009, "Parameter value is not valid", details);
  }

  static GraphRefusal unsupportedType(String type) {
    return new GraphRefusal(
        400, 131051, "Unsupported message type", "Message type '" + type + "' is not supported");
  }

  static GraphRefusal parameterCount(int given, int wanted) {
    return new GraphRefusal(
        400,
        132000,
        "Number of parameters does not match the expected number of params",
        "body: number of parameters (" + given + ") does not match the expected (" + wanted + ")");
  }

  static GraphRefusal noTemplate(String name, String language) {
    return new GraphRefusal(
        404,
        132001,
        "Template name does not exist in the translation",
        "template name (" + name + ") does not exist in " + language);
  }

  static GraphRefusal templateParameter() {
    return new GraphRefusal(
        400,
        132018,
        "There is an issue with the parameters of the template",
        "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
  }

  static GraphRefusal mediaUpload(String details) {
    return new GraphRefusal(400, 131053, "Media upload error", details);
  }

  int httpStatus() {
    return httpStatus;
  }

  String explanation() {
    return details != null ? details : String.valueOf(getMessage());
  }

  ObjectNode toJson() {
    var root = JsonNodeFactory.instance.objectNode();
    var error = root.putObject("error");
    error.put("message", getMessage());
    error.put("type", "OAuthException");
    error.put("code", code);
    if (details != null) {
      error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
    }
    error.put("fbtrace_id", "simulator");
    return root;
  }
}
