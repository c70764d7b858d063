package org.tabib.edge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one JSON object of a Graph call and refuses what Meta would, naming the field's path. */
final class Fields {
  private final String path;
  private final JsonNode node;

  Fields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  Fields object(String name) {
    var child = node.path(name);
    if (child.isMissingNode() || child.isNull()) {
      throw GraphRefusal.missing(at(name));
    }
    if (!child.isObject()) {
      throw GraphRefusal.badParameter("Parameter '" + at(name) + "' must be an object");
    }
    return new Fields(at(name), child);
  }

  Optional<Fields> maybeObject(String name) {
    return node.hasNonNull(name) ? Optional.of(object(name)) : Optional.empty();
  }

  List<Fields> objects(String name) {
    var child = node.path(name);
    if (child.isMissingNode() || child.isNull()) {
      return List.of();
    }
    if (!child.isArray()) {
      throw GraphRefusal.badParameter("Parameter '" + at(name) + "' must be an array");
    }
    var found = new ArrayList<Fields>();
    for (int i = 0; i < child.size(); i++) {
      if (!child.get(i).isObject()) {
        throw GraphRefusal.badParameter("Parameter '" + at(name) + "' must hold objects");
      }
      found.add(new Fields(at(name) + "[" + i + "]", child.get(i)));
    }
    return found;
  }

  /** A text of 1 to {@code max} characters, counted as Unicode code points. */
  String text(String name, int max) {
    return maybeText(name, max).orElseThrow(() -> GraphRefusal.missing(at(name)));
  }

  Optional<String> maybeText(String name, int max) {
    var child = node.path(name);
    if (child.isMissingNode() || child.isNull()) {
      return Optional.empty();
    }
    if (!child.isTextual()) {
      throw GraphRefusal.badParameter("Parameter '" + at(name) + "' must be a string");
    }
    var text = child.textValue();
    if (text.isBlank()) {
      throw GraphRefusal.missing(at(name));
    }
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      throw GraphRefusal.invalid(
          "Parameter '" + at(name) + "' is " + length + " characters long; maximum " + max);
    }
    return Optional.of(text);
  }

  /** A list of texts of 1 to {@code max} characters. */
  List<String> texts(String name, int max) {
    var child = node.path(name);
    var found = new ArrayList<String>();
    for (int i = 0; i < child.size(); i++) {
      var text = child.path(i).asText("").strip();
      if (text.isEmpty() || text.codePointCount(0, text.length()) > max) {
        throw GraphRefusal.invalid("Parameter '" + at(name) + "' must hold texts");
      }
      found.add(text);
    }
    return found;
  }

  /** An HTTP address: the browser makes a link of it, so no other scheme may pass. */
  String address(String name, int max) {
    var address = text(name, max);
    if (!address.startsWith("https://") && !address.startsWith("http://")) {
      throw GraphRefusal.invalid("Parameter '" + at(name) + "' must be an HTTP address");
    }
    return address;
  }

  double number(String name, double min, double max) {
    var child = node.path(name);
    double value;
    try {
      value = child.isNumber() ? child.doubleValue() : Double.parseDouble(text(name, 32));
    } catch (NumberFormatException e) {
      throw GraphRefusal.invalid("Parameter '" + at(name) + "' must be a number");
    }
    if (!(value >= min && value <= max)) {
      throw GraphRefusal.invalid(
          "Parameter '" + at(name) + "' must lie between " + min + " and " + max);
    }
    return value;
  }

  /** The text as it stands, empty when it is absent or empty: for fields where "" has a meaning. */
  String rawText(String name) {
    return node.path(name).asText("");
  }

  /** Whether it is true; what is absent is not. */
  boolean flag(String name) {
    var child = node.path(name);
    if (!child.isMissingNode() && !child.isNull() && !child.isBoolean()) {
      throw GraphRefusal.badParameter("Parameter '" + at(name) + "' must be true or false");
    }
    return child.asBoolean(false);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
