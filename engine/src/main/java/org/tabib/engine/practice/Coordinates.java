package org.tabib.engine.practice;

/** A place on the earth, in degrees of WGS 84. */
public record Coordinates(double latitude, double longitude) {
  /** Mean radius in metres (IUGG). */
  private static final double EARTH = 6_371_008.8;

  /** Metres to another place as the crow flies, by the haversine formula. */
  public double metresTo(Coordinates other) {
    double here = Math.toRadians(latitude);
    double there = Math.toRadians(other.latitude);
    double north = Math.sin((there - here) / 2);
    double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double half = north * north + Math.cos(here) * Math.cos(there) * east * east;
    return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  /** Whether such a place exists. */
  public boolean isOnEarth() {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }
}
