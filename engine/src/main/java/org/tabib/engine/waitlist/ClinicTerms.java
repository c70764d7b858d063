package org.tabib.engine.waitlist;

import java.time.ZoneId;
import org.tabib.engine.practice.PracticeConfig;

/**
 * What a decision about a waiting list is made by.
 *
 * @param practice who works where and treats what
 * @param zone the clinic's time zone
 */
record ClinicTerms(PracticeConfig practice, ZoneId zone, WaitingRules rules) {}
