package org.tabib.edge.database;

/**
 * Where the PostgreSQL is.
 *
 * @param url JDBC URL; empty: an embedded one
 * @param embeddedPort the embedded one's port; 0: picked once per data directory
 */
public record DatabaseSettings(String url, String user, String password, int embeddedPort) {
  public boolean embedded() {
    return url.isEmpty();
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + (embedded() ? "embedded" : "external") + "]";
  }
}
