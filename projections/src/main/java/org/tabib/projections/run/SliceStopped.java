package org.tabib.projections.run;

/** Nothing more is handled in this slice until somebody resumes it. */
final class SliceStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  SliceStopped(String projection, String slice) {
    super("projection " + projection + " slice " + slice + " stands at an event it cannot handle");
  }
}
