package org.tabib.edge.api;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.projections.visit.Review;
import org.tabib.projections.visit.ReviewSummary;

/**
 * Reviews in numbers and one by one.
 *
 * @param items the newest first
 */
record ReviewsView(Summary summary, List<ReviewView> items, @Nullable String next) {

  /**
   * In numbers, over all that is asked for and not only this part of the list.
   *
   * @param requested how many patients were asked
   * @param average of the ratings, to one decimal; none without any
   * @param counts how many rated 1, 2, 3, 4 and 5, in this order
   */
  record Summary(long requested, long rated, @Nullable Double average, List<Long> counts) {
    static Summary of(ReviewSummary summary) {
      List<Long> counts = summary.counts();
      long rated = summary.rated();
      long stars = 0;
      for (int i = 0; i < counts.size(); i++) {
        stars += (i + 1) * counts.get(i);
      }
      return new Summary(
          summary.requested(),
          rated,
          rated == 0 ? null : Math.round(10.0 * stars / rated) / 10.0,
          counts);
    }
  }

  /**
   * One review.
   *
   * @param comment none when the patient said nothing
   */
  record ReviewView(
      String appointmentId,
      String patientId,
      String doctorId,
      int rating,
      OffsetDateTime ratedAt,
      @Nullable Told comment,
      @Nullable OffsetDateTime commentedAt) {
    static ReviewView of(PracticeConfig practice, Review review, Opened opened) {
      ClinicTime time = ClinicTime.of(practice, review.clinicId());
      return new ReviewView(
          review.visitId(),
          review.patientId(),
          review.doctorId(),
          review.rating(),
          time.at(review.ratedAt()),
          told(review.comment(), opened),
          time.atOrNull(review.commentedAt()));
    }

    private static @Nullable Told told(@Nullable Private<Words> comment, Opened opened) {
      if (comment == null) {
        return null;
      }
      Words words = opened.read(comment, Words.class);
      return Told.of(words == null ? null : words.text());
    }
  }
}
