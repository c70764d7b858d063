package org.tabib.edge.node;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.node.ClusterSettings.HostPort;

/**
 * Which nodes say in the database that they are members of the cluster. The network alone cannot
 * tell a node that nobody answers because nobody is there from one that was cut off; all nodes of a
 * cluster share one database, and its clock.
 */
final class MemberRegister {
  private static final Logger LOG = LoggerFactory.getLogger(MemberRegister.class);

  /** How often a member says that it is there. */
  static final Duration BEAT = Duration.ofSeconds(2);

  /** A member that said nothing for that long is gone: several beats, and a long pause of a JVM. */
  static final Duration FRESH = Duration.ofSeconds(15);

  private static final String SAY =
      """
      INSERT INTO node_presence (cluster, host, port, seen_at) VALUES (?, ?, ?, clock_timestamp())
      ON CONFLICT (cluster, host, port) DO UPDATE SET seen_at = excluded.seen_at
      """;
  private static final String OTHERS =
      """
      SELECT host, port FROM node_presence
      WHERE cluster = ? AND NOT (host = ? AND port = ?)
        AND seen_at > clock_timestamp() - make_interval(secs => ?)
      ORDER BY host, port
      """;
  private static final String GONE =
      "DELETE FROM node_presence WHERE cluster = ? AND host = ? AND port = ?";

  private final DataSource database;
  private final String cluster;
  private final HostPort self;

  MemberRegister(DataSource database, ClusterSettings settings) {
    this.database = database;
    this.cluster = settings.name();
    this.self = settings.self();
  }

  /** Other nodes that were members moments ago. Blocks. */
  List<HostPort> others() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(OTHERS)) {
      connection.setAutoCommit(true);
      identify(select);
      select.setDouble(4, FRESH.toSeconds());
      List<HostPort> others = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          others.add(new HostPort(rows.getString(1), rows.getInt(2)));
        }
      }
      return others;
    }
  }

  /**
   * Says again and again that this node is there while it is a member, until the system ends.
   *
   * @param blocking where calls to the database may block
   */
  void keep(ActorSystem<?> system, Executor blocking) {
    Cluster cluster = Cluster.get(system);
    Cancellable beat =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                Duration.ZERO,
                BEAT,
                () -> {
                  if (isMember(cluster.selfMember().status())) {
                    soon(this::say, blocking);
                  }
                },
                system.executionContext());
    system.getWhenTerminated().thenRun(beat::cancel);
  }

  private static boolean isMember(MemberStatus status) {
    return status == MemberStatus.up() || status == MemberStatus.leaving();
  }

  private static void soon(Runnable beat, Executor blocking) {
    try {
      blocking.execute(beat);
    } catch (RejectedExecutionException e) {
      LOG.debug("the node is stopping: it says no more that it is there");
    }
  }

  private void say() {
    try {
      execute(SAY);
    } catch (SQLException e) {
      // The next beat says it; readiness tells that the database is away.
      LOG.debug("the database did not hear that this node is there: {}", e.getSQLState());
    }
  }

  /** This node has left in order: nobody need wait for its silence. Blocks. */
  void leave() {
    try {
      execute(GONE);
    } catch (SQLException e) {
      LOG.info("the database did not hear that this node left; it is believed there for {}", FRESH);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(true);
      identify(statement);
      statement.executeUpdate();
    }
  }

  private void identify(PreparedStatement statement) throws SQLException {
    statement.setString(1, cluster);
    statement.setString(2, self.host());
    statement.setInt(3, self.port());
  }
}
