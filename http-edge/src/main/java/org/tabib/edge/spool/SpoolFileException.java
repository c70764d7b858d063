package org.tabib.edge.spool;

import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The spool's file could not be read or written. Whatever was in it before is still there. */
final class SpoolFileException extends IOException {
  private static final long serialVersionUID = 1;

  /** The low byte of an extended result code is the primary one (sqlite.org/rescode.html). */
  private static final int PRIMARY = 0xff;

  /** What is wrong. */
  enum Kind {
    /** No room on the disk; passes when there is some. */
    FULL,
    /** The disk does not do as it is told; may pass. */
    FAILING,
    /** The file is not what we wrote: nobody but a human mends that. */
    BROKEN
  }

  private final Kind kind;

  private SpoolFileException(Kind kind, SQLException cause) {
    super("the spool is " + kind, cause);
    this.kind = kind;
  }

  static SpoolFileException of(SQLException cause) {
    return new SpoolFileException(kind(cause), cause);
  }

  private static Kind kind(SQLException cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return Kind.FAILING;
    }
    int primary = sqlite.getResultCode().code & PRIMARY;
    if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
      return Kind.FULL;
    }
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
            || primary == SQLiteErrorCode.SQLITE_NOTADB.code
        ? Kind.BROKEN
        : Kind.FAILING;
  }

  Kind kind() {
    return kind;
  }
}
