package org.tabib.edge.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.tabib.edge.kafka.InboundEvent.Origin;

/**
 * Which events were handled. Their effects are idempotent by themselves when an event comes twice
 * in a row; this is for one that comes again after others: an old profile must not replace a newer
 * one.
 */
final class InboundMemory {
  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
  private static final String KNOWN = "select 1 from read.inbound_event where event = ?";
  private static final String REMEMBER =
      "insert into read.inbound_event (event, handled_at) values (?, ?) on conflict do nothing";
  private static final String PURGE = "delete from read.inbound_event where handled_at < ?";

  private final DataSource readModels;
  private final Executor blocking;
  private final InstantSource clock;
  private final Duration keep;
  private Instant purged = Instant.EPOCH;

  /**
   * @param keep how long an event is remembered
   */
  InboundMemory(DataSource readModels, Executor blocking, InstantSource clock, Duration keep) {
    this.readModels = readModels;
    this.blocking = blocking;
    this.clock = clock;
    this.keep = keep;
  }

  private interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  CompletionStage<Boolean> knows(Origin origin) {
    return with(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setBytes(1, digest(origin));
            try (ResultSet rows = select.executeQuery()) {
              return rows.next();
            }
          }
        });
  }

  /** Once its effects are durable; and, at times, forgets what is old. */
  CompletionStage<Boolean> remember(Origin origin) {
    Instant now = clock.instant();
    return with(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setBytes(1, digest(origin));
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
          }
          if (purgeIsDue(now)) {
            try (PreparedStatement delete = connection.prepareStatement(PURGE)) {
              delete.setObject(1, now.minus(keep).atOffset(ZoneOffset.UTC));
              delete.executeUpdate();
            }
          }
          return true;
        });
  }

  private synchronized boolean purgeIsDue(Instant now) {
    if (now.isBefore(purged.plus(BETWEEN_PURGES))) {
      return false;
    }
    purged = now;
    return true;
  }

  private <T> CompletionStage<T> with(Query<T> query) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Connection connection = readModels.getConnection()) {
            connection.setAutoCommit(true);
            return query.on(connection);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        blocking);
  }

  private static byte[] digest(Origin origin) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(origin.practice().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(origin.source().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(origin.id().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
