package org.tabib.projections.message;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look up in the index of words.
 *
 * @param tokens for each word those of which one must be there; at least one word
 * @param person only messages of this contact, or of the contact who speaks for this patient
 */
public record TokenQuery(String practice, List<long[]> tokens, @Nullable String person) {
  public TokenQuery {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("without a token everything would be looked through");
    }
  }

  void restrict(StringBuilder sql, Map<String, Object> values) {
    sql.append("where t.practice_id = :practice\n");
    values.put("practice", practice);
    long[] all = tokens.stream().filter(any -> any.length == 1).mapToLong(any -> any[0]).toArray();
    if (all.length > 0) {
      sql.append("  and t.tokens @> cast(:all as bigint[])\n");
      values.put("all", literal(all));
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).length > 1) {
        sql.append("  and t.tokens && cast(:any").append(i).append(" as bigint[])\n");
        values.put("any" + i, literal(tokens.get(i)));
      }
    }
    if (person != null) {
      sql.append(
          """
            and t.subject = any (array(
                  select :person union all
                  select p.guardian_id from read.patient p where p.patient_id = :person))
          """);
      values.put("person", person);
    }
  }

  private static String literal(long[] tokens) {
    return Arrays.toString(tokens).replace('[', '{').replace(']', '}');
  }
}
