package org.tabib.projections.queue;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.queue.QueueStatistics.Group;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Served;
import org.tabib.projections.queue.QueueStatistics.Spread;

/** Questions to the tickets in numbers. They block. */
public final class QueueStatisticsQueries {
  /** The tickets are read once; every grouping is made from that one reading. */
  static final String GROUPS =
      """
      with t as (
        select day, date_trunc('week', day)::date as week, service_point, urgency, doctor_id, status,
               extract(hour from issued_at at time zone :zone)::int as hour,
               extract(epoch from greatest(
                 first_called_at - greatest(issued_at, coalesce(appointment_at, issued_at)),
                 case when first_called_at is null then null else interval '0' end)) as wait,
               extract(epoch from finished_at - started_at) as service
        from read.queue_ticket
        where clinic_id = :clinic and day >= :from::date and day <= :to::date and not undone)
      select grouping(day, week, hour, urgency, doctor_id, service_point) as apart,
             day, week, hour, urgency, doctor_id, service_point,
             count(*) as tickets,
             count(*) filter (where status = 'SERVED') as served,
             count(*) filter (where status = 'MISSED') as missed,
             count(*) filter (where status = 'LEFT')   as gone,
             count(*) filter (where status in ('WAITING', 'CALLED', 'IN_SERVICE')) as open,
             count(wait) as waits,
             percentile_disc(0.5) within group (order by wait) as wait_p50,
             percentile_disc(0.9) within group (order by wait) as wait_p90,
             count(service) as services,
             percentile_disc(0.5) within group (order by service) as service_p50,
             percentile_disc(0.9) within group (order by service) as service_p90
      from t
      group by grouping sets ((), (day), (week), (hour), (urgency), (doctor_id), (service_point))
      order by apart, day, week, hour, urgency, doctor_id, service_point
      """;

  static final String SERVED =
      """
      select extract(hour from finished_at at time zone :zone)::int as hour, count(*) as count
      from read.queue_ticket
      where clinic_id = :clinic and day >= :from::date and day <= :to::date and not undone
        and finished_at is not null
      group by 1 order by 1
      """;

  // What GROUPING says of each set: a bit for every column that is not in it.
  private static final int TOTAL = 0b111111;
  private static final int DAY = 0b011111;
  private static final int WEEK = 0b101111;
  private static final int HOUR = 0b110111;
  private static final int URGENCY = 0b111011;
  private static final int DOCTOR = 0b111101;
  private static final int SERVICE_POINT = 0b111110;

  private final Jdbi jdbi;

  /**
   * @param jdbi on the read models' database
   */
  public QueueStatisticsQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private static final class Found {
    private Numbers total =
        new Numbers(0, 0, 0, 0, 0, new Spread(0, null, null), new Spread(0, null, null));
    private final List<Group<LocalDate>> days = new ArrayList<>();
    private final List<Group<LocalDate>> weeks = new ArrayList<>();
    private final List<Group<Integer>> hours = new ArrayList<>();
    private final List<Group<String>> urgencies = new ArrayList<>();
    private final List<Group<String>> doctors = new ArrayList<>();
    private final List<Group<String>> points = new ArrayList<>();

    void add(ResultSet row) throws SQLException {
      Numbers numbers = numbers(row);
      switch (row.getInt("apart")) {
        case TOTAL -> total = numbers;
        case DAY -> days.add(new Group<>(row.getObject("day", LocalDate.class), numbers));
        case WEEK -> weeks.add(new Group<>(row.getObject("week", LocalDate.class), numbers));
        case HOUR -> hours.add(new Group<>(row.getInt("hour"), numbers));
        case URGENCY -> urgencies.add(new Group<>(row.getString("urgency"), numbers));
        case DOCTOR -> {
          String doctor = row.getString("doctor_id");
          if (doctor != null) {
            doctors.add(new Group<>(doctor, numbers));
          }
        }
        case SERVICE_POINT -> points.add(new Group<>(row.getString("service_point"), numbers));
        default -> throw new IllegalStateException("a grouping that nobody asked for");
      }
    }
  }

  /**
   * A clinic's queue from one day to another.
   *
   * @param to inclusive
   * @param zone the clinic's, by whose clock hours are counted
   */
  public QueueStatistics of(String clinicId, LocalDate from, LocalDate to, ZoneId zone) {
    return jdbi.inTransaction(
        handle -> {
          Found found = new Found();
          handle
              .createQuery(GROUPS)
              .bind("clinic", clinicId)
              .bind("from", from.toString())
              .bind("to", to.toString())
              .bind("zone", zone.getId())
              .map(
                  (row, context) -> {
                    found.add(row);
                    return true;
                  })
              .list();
          // By need, not by the letters of the colours.
          found.urgencies.sort(Comparator.comparing(group -> Urgency.valueOf(group.of())));
          List<Served> served =
              handle
                  .createQuery(SERVED)
                  .bind("clinic", clinicId)
                  .bind("from", from.toString())
                  .bind("to", to.toString())
                  .bind("zone", zone.getId())
                  .map((row, context) -> new Served(row.getInt("hour"), row.getLong("count")))
                  .list();
          return new QueueStatistics(
              found.total,
              found.days,
              found.weeks,
              found.hours,
              served,
              found.urgencies,
              found.doctors,
              found.points);
        });
  }

  private static Numbers numbers(ResultSet row) throws SQLException {
    return new Numbers(
        row.getLong("tickets"),
        row.getLong("served"),
        row.getLong("missed"),
        row.getLong("gone"),
        row.getLong("open"),
        new Spread(row.getLong("waits"), time(row, "wait_p50"), time(row, "wait_p90")),
        new Spread(row.getLong("services"), time(row, "service_p50"), time(row, "service_p90")));
  }

  private static @Nullable Duration time(ResultSet row, String column) throws SQLException {
    BigDecimal seconds = row.getBigDecimal(column);
    return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
  }
}
