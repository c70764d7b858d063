package org.tabib.engine.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What patients wait for: general consultations, the laboratory, the pharmacy.
 *
 * @param id stable, lower case, unique within the clinic
 * @param code the letters before a ticket's number, one to three of A–Z: configured, because names
 *     share first letters; unique within the clinic
 * @param names display name per language tag
 * @param rooms where patients are called to, as written on the doors
 * @param specialties specialty ids of visits that are checked in here
 * @param doctorIds the doctors who see patients here; may be empty
 * @param usualService how long one patient usually takes, before anything has been learned
 */
public record ServicePoint(
    String id,
    String code,
    Map<String, String> names,
    List<String> rooms,
    List<String> specialties,
    List<String> doctorIds,
    Duration usualService) {
  public ServicePoint {
    names = Map.copyOf(names);
    rooms = List.copyOf(rooms);
    specialties = List.copyOf(specialties);
    doctorIds = List.copyOf(doctorIds);
  }

  /** The label of the ticket with that number here: {@code A7}. */
  public String label(int number) {
    return code + number;
  }
}
