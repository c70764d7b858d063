package org.tabib.engine.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a file with the records that it is to be read into, and lists every key that is missing,
 * unknown or without a value; the parser alone would stop at the first.
 */
final class DataShape {
  private DataShape() {}

  /** Adds each difference to the problems, by its path in the file. */
  static void check(String path, JsonNode node, Type type, Problems problems) {
    if (type instanceof Class<?> record && record.isRecord()) {
      record(path, node, record, problems);
    } else if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == List.class && node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          value(path + "[" + (i + 1) + "]", node.get(i), last, problems);
        }
      } else if (generic.getRawType() == Map.class && node.isObject()) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          value(path + "." + entry.getKey(), entry.getValue(), last, problems);
        }
      }
    }
  }

  private static void record(String path, JsonNode node, Class<?> record, Problems problems) {
    if (!node.isObject()) {
      problems.add(path + ": needs keys and values");
      return;
    }
    for (RecordComponent component : record.getRecordComponents()) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      @Nullable JsonNode value = node.get(component.getName());
      if (value != null || !optional) {
        value(path + ": " + component.getName(), value, component.getGenericType(), problems);
      }
    }
    Set<String> known =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    for (String key : new TreeSet<>(node.properties().stream().map(Map.Entry::getKey).toList())) {
      if (!known.contains(key)) {
        problems.add(path + ": " + key + " is not known");
      }
    }
  }

  private static void value(String path, @Nullable JsonNode node, Type type, Problems problems) {
    if (node == null) {
      problems.add(path + " is missing");
    } else if (node.isNull()) {
      problems.add(path + " has no value");
    } else {
      check(path, node, type, problems);
    }
  }
}
