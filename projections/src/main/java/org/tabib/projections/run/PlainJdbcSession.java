package org.tabib.projections.run;

import akka.japi.function.Function;
import akka.projection.jdbc.JdbcSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** One transaction on one connection, and what is to happen once it is durable. */
public final class PlainJdbcSession implements JdbcSession {
  private final Connection connection;
  private final List<Runnable> afterCommit = new ArrayList<>();

  private PlainJdbcSession(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws IllegalStateException when the database gives no connection; the projection restarts
   *     after a while
   */
  public static PlainJdbcSession open(DataSource database) {
    try {
      Connection connection = database.getConnection();
      connection.setAutoCommit(false);
      return new PlainJdbcSession(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("no connection to the read models", e);
    }
  }

  @Override
  public <Result> Result withConnection(Function<Connection, Result> work) throws Exception {
    return work.apply(connection);
  }

  /** To be run after a successful commit, on the same thread. */
  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
    afterCommit.forEach(Runnable::run);
    afterCommit.clear();
  }

  @Override
  public void rollback() throws SQLException {
    afterCommit.clear();
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
