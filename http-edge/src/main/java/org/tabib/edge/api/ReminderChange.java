package org.tabib.edge.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.reminder.Rhythm;

/** What a change of a reminder asks for; null stays as it is. */
record ReminderChange(@Nullable Rhythm rhythm, @Nullable ZoneId zone, ReminderContent content) {

  /**
   * What the request comes to.
   *
   * @param now the reminder as it is
   * @param before what it says; none: it is not listed yet
   * @param at the instant that relative directions begin at
   * @throws ApiProblem when the request does not fit the reminder
   */
  static ReminderChange of(
      Call call,
      ReminderReply.Current now,
      Optional<ReminderContent> before,
      ReminderRequest request,
      Instant at) {
    boolean medication = now.plan().kind() == ReminderKind.MEDICATION;
    if (medication ? request.hasDates() : request.sig() != null || request.dose() != null) {
      throw ApiProblem.field(medication ? "date" : "sig", "does not fit a reminder of this kind");
    }
    @Nullable ZoneId zone =
        request.zone() == null ? null : CourseRequest.zone(request.zone(), call.practice(), null);
    ReminderContent content =
        before.orElseThrow(
            () ->
                ApiProblem.of(
                    503, "reminder-not-listed-yet", "it was planned a moment ago: try again"));
    String what = request.what() == null ? content.what() : request.what().strip();
    if (!medication) {
      return new ReminderChange(
          request.hasDates() ? request.dates() : null, zone, ReminderContent.of(what));
    }
    String dose = request.dose() == null ? content.dose() : request.dose().strip();
    if (request.sig() == null) {
      return new ReminderChange(
          null,
          zone,
          new ReminderContent(what, dose, content.sig(), content.amounts(), content.food()));
    }
    CourseRequest course =
        new CourseRequest(
            request.sig(),
            what,
            dose,
            request.start(),
            (zone == null ? now.plan().zone() : zone).getId(),
            null,
            null);
    CourseRequest.Understood wanted = course.understood(call.practice(), at);
    Course expanded =
        Course.of(wanted.dosage(), call.practice().timesOfDoses(), wanted.start(), wanted.zone())
            .orElseThrow(
                () ->
                    ApiProblem.unprocessable(
                        "sig-as-needed", "sig", "needs no reminder: stop it instead"));
    return new ReminderChange(expanded.rhythm(), zone, wanted.contentOf(expanded));
  }
}
