package org.tabib.engine.queue;

import java.util.List;
import java.util.Random;

/** Does one thing after another, sensible or not, the same for the same seed. */
final class RandomDesk {
  private static final List<Urgency> URGENCIES = List.of(Urgency.values());

  private final Random random;
  private final QueueStory queue;

  RandomDesk(Random random, QueueStory queue) {
    this.random = random;
    this.queue = queue;
  }

  QueueReply step() {
    queue.passes(random.nextInt(6));
    String label = (random.nextInt(6) == 0 ? "B" : "A") + (1 + random.nextInt(8));
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> issue();
      case 4, 5, 6, 7 -> queue.next(String.valueOf(1 + random.nextInt(4)));
      case 8 -> queue.call(label, "reason");
      case 9, 10 -> queue.recall(label);
      case 11 -> queue.skip(label);
      case 12 -> queue.giveBack(label);
      case 13 -> queue.start(label);
      case 14 -> queue.finish(label);
      case 15 -> queue.retriage(label, URGENCIES.get(random.nextInt(URGENCIES.size())));
      case 16 -> queue.transfer(label, random.nextBoolean() ? "lab" : "general");
      case 17 -> queue.leave(label);
      case 18 -> random.nextBoolean() ? queue.pause("general", "tea") : queue.resume(null);
      default -> queue.undo("c" + (1 + random.nextInt(60)), "staff-" + random.nextInt(3));
    };
  }

  private QueueReply issue() {
    Urgency urgency = URGENCIES.get(random.nextInt(URGENCIES.size()));
    PatientType type = PatientType.values()[random.nextInt(PatientType.values().length)];
    String point = random.nextInt(4) == 0 ? "lab" : "general";
    TicketHolder holder = new TicketHolder("patient-" + random.nextInt(12), null, null, null);
    return queue.issue(queue.id(), point, urgency, type, holder, null);
  }
}
