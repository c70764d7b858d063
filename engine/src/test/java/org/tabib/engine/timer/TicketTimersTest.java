package org.tabib.engine.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.queue.Mark;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.TriageScale;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.queue.WaitRange;
import org.tabib.engine.timer.TimerTask.TellTicket;

/** At most one notice for each change of a ticket's state (QUEUE-4). */
class TicketTimersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T07:30:00Z");
  private static final Mark MARK = new Mark("command", "sehat.staff", NOW);
  private static final QueueId QUEUE = QueueId.of("sehat.clinic", LocalDate.parse("2026-11-21"));
  private static final TicketHolder ASHA =
      new TicketHolder("sehat.patient", "sehat.contact", "sehat.conversation", null);
  private static final Standing FOURTH =
      new Standing(
          4, 3, new WaitRange(Duration.ofMinutes(20), Duration.ofMinutes(35)), "green, 1 of 60");

  @Test
  void whoGotATicketAtTheDeskIsToldItsNumberAndTheWait() {
    List<Timer> timers =
        TicketTimers.of(
            QUEUE,
            7,
            new QueueEvent.TicketIssued(
                MARK, ticket(Origin.DESK, ASHA, TicketStatus.WAITING, null), 7, FOURTH));

    assertThat(timers)
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.due()).isEqualTo(NOW);
              assertThat(timer.expires()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
              assertThat(timer.id()).isEqualTo("sehat.clinic.2026-11-21.A7/told/7");
              assertThat(timer.task())
                  .isInstanceOfSatisfying(
                      TellTicket.class,
                      tell -> {
                        assertThat(tell.notice()).isEqualTo(NoticeKind.TICKET_ISSUED);
                        assertThat(tell.lane()).isEqualTo(TimerTask.Lane.PROMPT);
                        assertThat(tell.facts())
                            .containsEntry("clinic", "sehat.clinic")
                            .containsEntry("queue", "sehat.clinic.2026-11-21")
                            .containsEntry("ticket", "A7")
                            .containsEntry("position", "4")
                            .containsEntry("ahead", "3")
                            .containsEntry("waitFrom", "20")
                            .containsEntry("waitTo", "35")
                            .doesNotContainKeys("room", "visit");
                      });
            });
  }

  @Test
  void whoJoinedByWhatsAppIsNotToldTwice() {
    assertThat(
            TicketTimers.of(
                QUEUE,
                7,
                new QueueEvent.TicketIssued(
                    MARK, ticket(Origin.WHATSAPP, ASHA, TicketStatus.WAITING, null), 7, FOURTH)))
        .isEmpty();
  }

  @Test
  void nobodyIsToldOfATicketWithoutAHolder() {
    assertThat(
            TicketTimers.of(
                QUEUE,
                9,
                new QueueEvent.TicketCalled(
                    MARK,
                    ticket(Origin.DESK, TicketHolder.NOBODY, TicketStatus.CALLED, "2"),
                    null)))
        .isEmpty();
  }

  @Test
  void whoIsCalledIsToldTheRoomWhileItIsOfUse() {
    List<Timer> timers =
        TicketTimers.of(
            QUEUE,
            9,
            new QueueEvent.TicketCalled(
                MARK, ticket(Origin.WHATSAPP, ASHA, TicketStatus.CALLED, "2"), null));

    assertThat(timers)
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.expires()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
              assertThat(((TellTicket) timer.task()).facts()).containsEntry("room", "2");
            });
  }

  @Test
  void aRecallIsNoChange() {
    QueueEvent recalled =
        new QueueEvent.TicketRecalled(MARK, ticket(Origin.DESK, ASHA, TicketStatus.CALLED, "2"));

    assertThat(TicketTimers.of(QUEUE, 10, recalled)).isEmpty();
    assertThat(TicketTimers.superseded(recalled)).isEmpty();
  }

  @Test
  void whoWaitedInVainIsTold() {
    QueueEvent closed =
        new QueueEvent.DayClosed(
            MARK,
            Remark.Fixed.DAY_OVER,
            List.of(
                ticket(Origin.DESK, ASHA, TicketStatus.LEFT, null),
                ticket(Origin.DESK, TicketHolder.NOBODY, TicketStatus.LEFT, null)));

    assertThat(TicketTimers.of(QUEUE, 11, closed))
        .extracting(timer -> ((TellTicket) timer.task()).notice())
        .containsExactly(NoticeKind.QUEUE_CLOSED);
  }

  @Test
  void theDayEndsAtTheClinicsMidnight() {
    QueueEvent opened =
        new QueueEvent.DayOpened(
            MARK,
            new QueueSetup(TriageScale.SATS, List.of(), QueueRules.standard(), List.of()),
            ZoneId.of("Asia/Kolkata"),
            null);

    assertThat(TicketTimers.of(QUEUE, 1, opened))
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.due()).isEqualTo(Instant.parse("2026-11-21T18:30:00Z"));
              assertThat(timer.task())
                  .isEqualTo(new TimerTask.CloseQueueDay("sehat.clinic.2026-11-21"));
            });
  }

  static Ticket ticket(
      Origin origin, TicketHolder holder, TicketStatus status, @Nullable String room) {
    return new Ticket(
        "A7",
        status,
        holder,
        "general",
        origin,
        Urgency.GREEN,
        PatientType.ADULT,
        null,
        null,
        NOW,
        NOW,
        null,
        null,
        0,
        null,
        room,
        null,
        null,
        null,
        null,
        0,
        false);
  }
}
