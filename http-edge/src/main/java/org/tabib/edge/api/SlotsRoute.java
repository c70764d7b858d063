package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.Slot;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** {@code GET /slots}: what can be booked, with whom, earliest first. */
final class SlotsRoute {
  private static final Set<String> PARAMETERS =
      Set.of("specialty", "doctor", "from", "to", "limit", "cursor");
  private static final Duration DEFAULT_SPAN = Duration.ofDays(7);
  private static final Duration LONGEST_SPAN = Duration.ofDays(366);

  /** Schedules asked at a time for one request. */
  private static final int AT_ONCE = 16;

  private record Free(Doctor doctor, Slot slot) {
    /**
     * Earliest first; the doctor's id decides between equal starts, so that pages have an order.
     */
    static final Comparator<Free> ORDER =
        Comparator.comparing((Free free) -> free.slot().start())
            .thenComparing(free -> free.doctor().id());

    boolean isBehind(@Nullable PageCursor cursor) {
      if (cursor == null) {
        return true;
      }
      int byStart = slot.start().compareTo(cursor.time(0));
      return byStart > 0 || (byStart == 0 && doctor.id().compareTo(cursor.text(1)) > 0);
    }
  }

  private final Endpoint endpoint;
  private final FreeTime free;
  private final InstantSource clock;
  private final ActorSystem<?> system;

  SlotsRoute(Endpoint endpoint, FreeTime free, InstantSource clock, ActorSystem<?> system) {
    this.endpoint = endpoint;
    this.free = free;
    this.clock = clock;
    this.system = system;
  }

  Route route() {
    return path("slots", () -> get(() -> endpoint.plain(PARAMETERS, this::list)));
  }

  private CompletionStage<Reply> list(Call call) {
    int limit = call.limit();
    String cursor = call.cursor();
    PageCursor after = cursor == null ? null : PageCursor.parse(cursor, 2);
    TimeRange.Bounded range =
        TimeRange.of(call, ClinicTime.of(call.practice()).zone())
            .within(clock.instant(), DEFAULT_SPAN, LONGEST_SPAN);
    Instant from = after == null ? range.from() : latest(range.from(), after.time(0));
    return Source.from(doctors(call))
        .mapAsync(
            AT_ONCE,
            doctor ->
                // One more than fits, and one that the page before may have ended with.
                free.of(doctor.scheduleId(), from, range.to(), limit + 2)
                    .thenApply(
                        slots ->
                            slots.stream()
                                .map(slot -> new Free(doctor, slot))
                                .filter(found -> found.isBehind(after))
                                .toList()))
        .runWith(Sink.seq(), system)
        .thenApply(found -> page(call, found, limit));
  }

  private static Reply page(Call call, List<List<Free>> perDoctor, int limit) {
    List<Free> earliest =
        perDoctor.stream().flatMap(List::stream).sorted(Free.ORDER).limit(limit + 1L).toList();
    Page<Free> page =
        Page.of(earliest, limit, last -> PageCursor.of(last.slot().start(), last.doctor().id()));
    return Reply.ok(
        new PageView<>(
            page.items().stream()
                .map(
                    found ->
                        SlotView.of(
                            found.doctor(),
                            ClinicTime.of(call.practice(), found.doctor().clinicId()),
                            found.slot()))
                .toList(),
            page.next()));
  }

  private static List<Doctor> doctors(Call call) {
    String specialty = call.text("specialty");
    String doctor = call.text("doctor");
    if (doctor != null && call.practice().doctor(doctor).isEmpty()) {
      throw ApiProblem.field("doctor", "is not a doctor of this practice");
    }
    return call.practice().doctors().stream()
        .filter(d -> doctor == null || d.id().equals(doctor))
        .filter(d -> specialty == null || d.specialties().contains(specialty))
        .toList();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
