package org.tabib.engine.visit;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;
import akka.persistence.typed.SnapshotAdapter;
import java.util.function.Supplier;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;

/**
 * Seals what a visit writes and leaves sealed what it reads: the entity recovers without any key,
 * and what it cannot open it must not take for erased.
 */
final class VisitSealing {
  private VisitSealing() {}

  static EventAdapter<VisitEvent, VisitEvent> events(Supplier<Vault> vault) {
    return new EventAdapter<>() {
      @Override
      public VisitEvent toJournal(VisitEvent event) {
        return seal(event, PrivateMapping.sealing(vault.get()));
      }

      @Override
      public String manifest(VisitEvent event) {
        return "";
      }

      @Override
      public EventSeq<VisitEvent> fromJournal(VisitEvent event, String manifest) {
        return EventSeq.single(event);
      }
    };
  }

  static SnapshotAdapter<VisitState> snapshots(Supplier<Vault> vault) {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(VisitState state) {
        return seal(state, PrivateMapping.sealing(vault.get()));
      }

      @Override
      public VisitState fromJournal(Object stored) {
        return (VisitState) stored;
      }
    };
  }

  static VisitState seal(VisitState s, PrivateMapping m) {
    return s.complaint() == null
        ? s
        : new VisitState(
            s.visitId(),
            s.status(),
            s.details(),
            m.apply(s.complaint(), VisitEvent.Complaint.class),
            s.owed(),
            s.record());
  }

  static VisitEvent seal(VisitEvent event, PrivateMapping m) {
    return switch (event) {
      case VisitEvent.VisitOpened e ->
          new VisitEvent.VisitOpened(
              e.details(), m.apply(e.complaint(), VisitEvent.Complaint.class), e.at());
      case VisitEvent.VisitCancelled e ->
          new VisitEvent.VisitCancelled(
              e.by(), m.apply(e.reason(), VisitEvent.Reason.class), e.at());
      case VisitEvent.VisitConfirmed e -> e;
      case VisitEvent.PatientCheckedIn e -> e;
      case VisitEvent.ConsultationStarted e -> e;
      case VisitEvent.VisitCompleted e -> e;
      case VisitEvent.PatientDidNotShow e -> e;
      case VisitEvent.VisitRescheduled e -> e;
      case VisitEvent.SlotWanted e -> e;
      case VisitEvent.SlotGivenBack e -> e;
      case VisitEvent.ConsultationRecorded e ->
          new VisitEvent.ConsultationRecorded(
              m.apply(e.note(), ConsultationNote.class), e.followUp(), e.by(), e.key(), e.at());
      case VisitEvent.ConsultationAmended e ->
          new VisitEvent.ConsultationAmended(
              e.version(),
              m.apply(e.note(), ConsultationNote.class),
              e.followUp(),
              m.apply(e.reason(), VisitEvent.Reason.class),
              e.by(),
              e.key(),
              e.at());
      case VisitEvent.ReviewRequested e -> e;
      case VisitEvent.ReviewGiven e -> e;
      case VisitEvent.ReviewCommented e ->
          new VisitEvent.ReviewCommented(
              e.commandId(), m.apply(e.comment(), VisitEvent.Words.class), e.at());
      case VisitEvent.UpdateAdded e ->
          new VisitEvent.UpdateAdded(
              e.number(),
              e.updateId(),
              m.apply(e.words(), VisitEvent.Words.class),
              e.contactId(),
              e.saidAt(),
              e.at());
      case VisitEvent.UpdateSeen e -> e;
    };
  }
}
