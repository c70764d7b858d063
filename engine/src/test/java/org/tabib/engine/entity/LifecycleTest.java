package org.tabib.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Lifecycle.Transition;

class LifecycleTest {
  private final Lifecycle<String, String> door =
      new Lifecycle<>(
          List.of(
              new Transition<>(null, "built", "shut"),
              new Transition<>("shut", "opens", "open"),
              new Transition<>("open", "shuts", "shut"),
              new Transition<>("open", "breaks", "broken")));

  @Test
  void saysWhereAnEventLeads() {
    assertThat(door.next(null, "built")).contains("shut");
    assertThat(door.next("open", "shuts")).contains("shut");
    assertThat(door.next("shut", "shuts")).isEmpty();
    assertThat(door.reachableFrom("open")).containsExactly("shut", "broken");
  }

  @Test
  void refusesAnEventThatLeadsToTwoPlaces() {
    assertThatThrownBy(
            () ->
                new Lifecycle<>(
                    List.of(
                        new Transition<>("shut", "opens", "open"),
                        new Transition<>("shut", "opens", "broken"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void drawsBeginningAndEnd() {
    assertThat(door.diagram(event -> event))
        .contains("[*] --> shut : built", "open --> broken : breaks", "broken --> [*]")
        .doesNotContain("shut --> [*]");
  }
}
