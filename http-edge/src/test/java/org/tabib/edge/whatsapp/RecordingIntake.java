package org.tabib.edge.whatsapp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An intake that remembers what it was given and answers as told. */
final class RecordingIntake implements Intake {
  final List<Webhook> taken = new CopyOnWriteArrayList<>();
  final List<byte[]> raw = new CopyOnWriteArrayList<>();
  final List<QuarantineReason> quarantined = new CopyOnWriteArrayList<>();
  volatile CompletionStage<Outcome> answer = CompletableFuture.completedFuture(Outcome.DURABLE);
  volatile boolean broken;

  @Override
  public CompletionStage<Outcome> take(Webhook webhook, byte[] bytes) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    taken.add(webhook);
    raw.add(bytes);
    return answer;
  }

  @Override
  public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] bytes) {
    quarantined.add(reason);
    raw.add(bytes);
    return answer;
  }

  void clear() {
    taken.clear();
    raw.clear();
    quarantined.clear();
    answer = CompletableFuture.completedFuture(Outcome.DURABLE);
    broken = false;
  }
}
