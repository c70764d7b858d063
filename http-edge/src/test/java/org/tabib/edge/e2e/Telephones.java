package org.tabib.edge.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;

/**
 * What the provider took over, by practice: it outlives every node. It does not recognise what it
 * is asked to send twice, as Meta does not.
 */
final class Telephones {
  /** A message that was taken over. */
  record Said(String wamid, OutboundMessage message) {
    String text() {
      return message.content().body();
    }

    List<FakeGraph.Option> options() {
      return switch (message.content()) {
        case OutboundContent.Text text -> List.of();
        case OutboundContent.Buttons buttons -> options(buttons.options(), false);
        case OutboundContent.Rows rows -> options(rows.options(), true);
        case OutboundContent.Template template -> options(template.buttons(), false);
      };
    }

    private static List<FakeGraph.Option> options(
        List<OutboundContent.Option> options, boolean rows) {
      return options.stream().map(o -> new FakeGraph.Option(o.id(), o.title(), "", rows)).toList();
    }
  }

  private final Map<String, List<Said>> said = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /** Everything that was taken over for the practice's patient, repetitions too. */
  List<Said> all(String practice) {
    return List.copyOf(said.getOrDefault(practice, List.of()));
  }

  /** What the patient reads, each message once. */
  List<Said> once(String practice) {
    List<Said> once = new ArrayList<>();
    for (Said message : all(practice)) {
      if (once.stream().noneMatch(o -> o.message().id().equals(message.message().id()))) {
        once.add(message);
      }
    }
    return once;
  }

  /** The way of one node to the provider. */
  Channel channel(Guillotine guillotine) {
    return new Channel() {
      @Override
      public CompletionStage<SendOutcome> send(OutboundMessage message) {
        String practice = WatchedJournalDao.practiceOf(message.id());
        if (!guillotine.passes(practice, "before a send")) {
          return new CompletableFuture<>();
        }
        String wamid = "wamid.out" + numbers.incrementAndGet();
        guillotine.accepted(practice, message.id());
        said.computeIfAbsent(practice, p -> new CopyOnWriteArrayList<>())
            .add(new Said(wamid, message));
        return guillotine.passes(practice, "after a send")
            ? CompletableFuture.completedFuture(new SendOutcome.Accepted(wamid))
            : new CompletableFuture<>();
      }

      @Override
      public void markRead(String account, String inboundId, boolean typing) {
        // Nobody owes it, and nobody misses it.
      }
    };
  }
}
