package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;

/**
 * The load driver's virtual patient understands our English: it finds its way from "Hi" to a booked
 * visit by the same rules, and reads doctor and time from the confirmation.
 */
class LoadRulesTest {
  private static final int MOST_TURNS = 20;

  private final JsonNode rules = read();

  @Test
  void theVirtualPatientBooksAVisit() {
    ScriptedConversation conversation = new ScriptedConversation();
    List<String> read = new ArrayList<>();
    OutboundContent reply = only(conversation.types(rules.path("start").get(0).asText()));
    while (!isDone(reply.body())) {
      read.add(reply.body());
      assertThat(read).hasSizeLessThan(MOST_TURNS);
      assertThat(matches("error", reply.body())).as(reply.body()).isFalse();
      List<Option> options = ScriptedConversation.options(reply);
      reply =
          only(
              options.isEmpty()
                  ? conversation.types(answer(reply.body()))
                  : conversation.taps(choice(options)));
    }

    assertThat(conversation.visits).hasSize(1);
    assertThat(group(rules.path("slotKey").path("doctor").asText(), 0, reply.body()))
        .isEqualTo("Dr. Ananya Rao");
    assertThat(
            group(
                rules.path("slotKey").path("when").asText(),
                Pattern.CASE_INSENSITIVE,
                reply.body()))
        .isEqualTo("Tue, 24 Nov, 9:00 am");
    assertThat(read).doesNotHaveDuplicates();
  }

  private boolean isDone(String body) {
    return matches("done", body) && !matches("notDone", body);
  }

  private boolean matches(String rule, String body) {
    return found(rules.path(rule).asText(), body);
  }

  private String answer(String question) {
    return StreamSupport.stream(rules.path("answers").spliterator(), false)
        .filter(rule -> found(rule.path("match").asText(), question))
        .findFirst()
        .map(rule -> rule.path("answer").get(0).asText())
        .orElseThrow(() -> new AssertionError("no rule answers: " + question));
  }

  private Option choice(List<Option> options) {
    for (JsonNode preferred : rules.path("prefer")) {
      for (Option option : options) {
        if (found(preferred.asText(), option.title())) {
          return option;
        }
      }
    }
    return options.stream()
        .filter(
            option ->
                StreamSupport.stream(rules.path("avoid").spliterator(), false)
                    .noneMatch(avoided -> found(avoided.asText(), option.title())))
        .findFirst()
        .orElse(options.getFirst());
  }

  private static boolean found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).find();
  }

  private static String group(String pattern, int flags, String text) {
    Matcher matcher = Pattern.compile(pattern, flags).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static OutboundContent only(List<OutboundContent> replies) {
    assertThat(replies).as("one message per turn").hasSize(1);
    return replies.getFirst();
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Path.of("../deploy/bench/load/rules.json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
