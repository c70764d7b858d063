package org.tabib.engine.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a queue's setup may not be. */
final class SetupCheck {
  private static final Pattern CODE = Pattern.compile("[A-Z]{1,3}");
  private static final double LARGEST_BONUS = 0.5;

  private SetupCheck() {}

  static List<String> problems(QueueSetup setup) {
    List<String> problems = new ArrayList<>();
    servicePoints(setup, problems);
    targets(setup, problems);
    rules(setup.rules(), problems);
    for (OpeningHours open : setup.hours()) {
      if (!open.from().isBefore(open.to())) {
        problems.add("hours end after they begin: " + open.from() + "–" + open.to());
      }
    }
    return problems;
  }

  private static void servicePoints(QueueSetup setup, List<String> problems) {
    if (setup.servicePoints().isEmpty()) {
      problems.add("a queue has at least one service point");
    }
    Set<String> ids = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (ServicePoint point : setup.servicePoints()) {
      if (!ids.add(point.id())) {
        problems.add("service point " + point.id() + " is listed twice");
      }
      if (!CODE.matcher(point.code()).matches()) {
        problems.add("a code is one to three letters A–Z, not \"" + point.code() + "\"");
      }
      if (!codes.add(point.code())) {
        problems.add("code " + point.code() + " belongs to two service points");
      }
      if (point.rooms().isEmpty() || Set.copyOf(point.rooms()).size() < point.rooms().size()) {
        problems.add("service point " + point.id() + " has rooms, each once: " + point.rooms());
      }
      if (point.usualService().compareTo(Duration.ofSeconds(30)) < 0
          || point.usualService().compareTo(Duration.ofHours(4)) > 0) {
        problems.add("usual service is 30 s to 4 h, not " + point.usualService());
      }
    }
  }

  /** The less urgent may not be due earlier: the order of levels would contradict itself. */
  private static void targets(QueueSetup setup, List<String> problems) {
    for (Urgency urgency : setup.rules().targets().keySet()) {
      if (setup.scale().level(urgency).isEmpty()) {
        problems.add(setup.scale() + " has no waiting patients of " + urgency);
      }
    }
    if (setup.target(Urgency.RED).filter(Duration.ZERO::equals).isEmpty()) {
      problems.add("red is seen at once: its target time is 0");
    }
    Duration before = Duration.ZERO;
    for (TriageScale.Level level : setup.scale().levels()) {
      Duration target = setup.target(level.urgency()).orElse(level.target());
      if (level.urgency() != Urgency.RED && target.compareTo(before) <= 0) {
        problems.add("the target of " + level.urgency() + " is above " + before + ": " + target);
      }
      before = target;
    }
  }

  private static void rules(QueueRules rules, List<String> problems) {
    rules.bonus().forEach((type, share) -> share("the bonus of " + type, share, problems));
    share("the bonus of a booking", rules.bookedBonus(), problems);
    notNegative("earlyBy", rules.earlyBy(), problems);
    notNegative("grace", rules.grace(), problems);
    notNegative("rejoinWithin", rules.rejoinWithin(), problems);
    atLeast("turnEvery", rules.turnEvery(), 2, problems);
    atLeast("recalls", rules.recalls(), 0, problems);
    atLeast("skipPlaces", rules.skipPlaces(), 1, problems);
    atLeast("rejoins", rules.rejoins(), 0, problems);
    atLeast("nearAt", rules.nearAt(), 1, problems);
    if (!(rules.showChance() > 0 && rules.showChance() <= 1)) {
      problems.add("showChance is above 0 and up to 1, not " + rules.showChance());
    }
  }

  private static void share(String what, double share, List<String> problems) {
    if (!(share >= 0 && share <= LARGEST_BONUS)) {
      problems.add(what + " is 0 to " + LARGEST_BONUS + ", not " + share);
    }
  }

  private static void notNegative(String what, Duration value, List<String> problems) {
    if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
      problems.add(what + " is 0 to 24 h, not " + value);
    }
  }

  private static void atLeast(String what, int value, int least, List<String> problems) {
    if (value < least || value > 1000) {
      problems.add(what + " is " + least + " to 1000, not " + value);
    }
  }
}
