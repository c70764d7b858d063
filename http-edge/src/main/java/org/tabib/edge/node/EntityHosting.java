package org.tabib.edge.node;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.util.concurrent.ThreadLocalRandom;
import org.tabib.engine.conversation.ClinicSurroundings;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationDecider;
import org.tabib.engine.conversation.MediaFetch;
import org.tabib.engine.conversation.VisitLookup;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.practice.ClinicQueues;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.Practice;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.reminder.Reminder;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.waitlist.OpenVisits;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.queue.ShownDayQueries;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.waitlist.WaitingQueries;

/**
 * Makes the kinds of entities known to sharding, each with what it works with. A node of any role
 * does so before it joins: one that hosts none reaches them through it.
 */
record EntityHosting(
    Foundation base,
    ClusterSharding sharding,
    Practices practices,
    PersonKeys keys,
    AvailabilityIndex availability,
    AppointmentQueries appointments) {

  /**
   * @param channel the way out to people
   * @param media fetches what they sent
   */
  void begin(Channel channel, MediaFetch media) {
    Practice.init(sharding, base.clock(), practices);
    DoctorSchedule.init(sharding, base.clock(), availability);
    Patient.init(sharding, base.clock(), keys);
    Visit.init(sharding, base.clock(), keys);
    Reminder.init(sharding, base.clock(), new ReminderVoice(sharding, practices::byId, keys));
    ClinicQueue.init(
        sharding,
        base.clock(),
        new ClinicQueues(practices::byId),
        new ShownDayQueries(base.database().readModels().jdbi(), base.blocking()));
    WaitingList.init(
        sharding,
        new WaitingList.Equipment(base.clock(), practices::byId, base.settings().waiting()),
        (contactId, after) ->
            appointments
                .openVisitsOf(contactId, after)
                .thenApply(open -> open.stream().map(EntityHosting::openVisit).toList()));
    Conversation.init(sharding, equipment(channel, media));
  }

  private Conversation.Equipment equipment(Channel channel, MediaFetch media) {
    return new Conversation.Equipment(
        base.world(),
        new ConversationDecider(
            base.world(),
            RetryPolicy.STANDARD,
            base.settings().handOff(),
            base.settings().sending().pairLimit()),
        practices::byId,
        surroundings(media),
        channel,
        keys,
        base.clock(),
        // Spreads retries only: no secret depends on it, and every conversation shares it.
        () -> ThreadLocalRandom.current().nextLong());
  }

  private ClinicSurroundings surroundings(MediaFetch media) {
    return new ClinicSurroundings(
        sharding,
        practices::byId,
        new DoctorSearch(availability),
        appointments,
        new WaitingQueries(base.database().readModels().jdbi(), base.blocking()),
        new ListedReminders(
            new ReminderQueries(base.database().readModels().jdbi()), keys, base.blocking()),
        media,
        base.clock());
  }

  private static OpenVisits.OpenVisit openVisit(VisitLookup.OpenVisit visit) {
    return new OpenVisits.OpenVisit(
        visit.visitId(), visit.patientId(), visit.doctorId(), visit.slot().start());
  }
}
