package org.tabib.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.serialization.SerializationExtension;
import akka.serialization.jackson.JacksonCborSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.DropReason;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeChanged;
import org.tabib.engine.practice.PracticeCommand;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeReply;
import org.tabib.engine.privacy.PersonErased;
import org.tabib.engine.queue.QueueMessages;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.reminder.FollowUp;
import org.tabib.engine.reminder.Food;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.reminder.ReminderStatus;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.FreeCapacity;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.Diagnosis;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingReply;
import org.tabib.engine.waitlist.Wanted;

/** Commands and replies of all entities travel between nodes. */
class ClusterMessagesTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final Instant AT = Instant.parse("2026-03-02T03:30:00Z");
  private static final Slot SLOT = new Slot("sehat.schedule", AT, Duration.ofMinutes(15));

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void arrivesAsItWasSent(ClusterMessage message) {
    assertThat(SerializationExtension.get(KIT.system()).findSerializerFor(message))
        .isInstanceOf(JacksonCborSerializer.class);
    KIT.serializationTestKit().verifySerialization(message, true);
  }

  /** A frame between nodes: {@code maximum-frame-size} in cluster.conf. */
  private static final int FRAME = 1024 * 1024;

  @Test
  void configurationOfAPracticeWithThousandsOfDoctorsFitsIntoAFrame() {
    PracticeConfig large = DemoPractice.config(200, List.of("15550001111"));
    assertThat(large.doctors()).hasSizeGreaterThan(1500);

    assertThat(bytesOf(new PracticeChanged(large, 1))).hasSizeLessThan(FRAME / 2);
  }

  @Test
  void messagesOfOnePersonThatCameInOneWebhookFitIntoAFrame() {
    // What does not compress, as many of it as the edge puts together: 256 KiB as UTF-8.
    Random random = new Random(7);
    List<InboundMessage> messages =
        IntStream.range(0, 21)
            .mapToObj(
                i ->
                    new InboundMessage(
                        "wamid." + i,
                        AT,
                        new InboundContent.Text(
                            random
                                .ints(4096, 0x4E00, 0x9FFF)
                                .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                                .toString()),
                        null))
            .toList();
    TestProbe<ConversationReply> probe = KIT.createTestProbe(ConversationReply.class);

    assertThat(
            bytesOf(
                new ConversationCommand.Receive(
                    "contact",
                    "15550001111",
                    new Address(Address.Kind.PHONE, "919800000001"),
                    messages,
                    List.of(),
                    probe.ref())))
        .hasSizeLessThan(FRAME / 2);
  }

  private static byte[] bytesOf(ClusterMessage message) {
    return SerializationExtension.get(KIT.system()).serialize(message).get();
  }

  static Stream<ClusterMessage> messages() {
    return Stream.of(
            schedules(),
            visits(),
            patients(),
            practices(),
            queues(),
            conversations(),
            waitingLists(),
            reminders())
        .flatMap(List::stream);
  }

  private static List<ClusterMessage> schedules() {
    TestProbe<ScheduleReply> probe = KIT.createTestProbe(ScheduleReply.class);
    return List.of(
        new ScheduleCommand.Define("doctor", "clinic", Clinics.mornings(2), probe.ref()),
        new ScheduleCommand.Free(AT, Instant.MAX, 5, probe.ref()),
        new ScheduleCommand.Offer(AT, 5, "holder", probe.ref()),
        new ScheduleCommand.Hold(AT, "hold", "holder", probe.ref()),
        new ScheduleCommand.Hold(AT, "hold", "holder", Duration.ofMinutes(25), probe.ref()),
        new ScheduleCommand.ReleaseHold("hold", probe.ref()),
        new ScheduleCommand.Book(AT, "visit", null, probe.ref()),
        new ScheduleCommand.ReleaseBooking(AT, "visit", probe.ref()),
        ScheduleCommand.Stop.INSTANCE,
        new ScheduleReply.Done(),
        new ScheduleReply.Slots(List.of(SLOT)),
        new ScheduleReply.Held(SLOT, "hold", AT),
        new ScheduleReply.Booked(SLOT, "visit"),
        new ScheduleReply.Taken(AT, List.of(SLOT)),
        new ScheduleReply.Refused(Refusal.invalid("code", "message")),
        new FreeCapacity("s", 3, AT, Duration.ofMinutes(15), List.of(AT), true, 2));
  }

  private static List<ClusterMessage> visits() {
    TestProbe<VisitReply> probe = KIT.createTestProbe(VisitReply.class);
    VisitDetails details =
        new VisitDetails(
            "patient",
            "contact",
            null,
            "doctor",
            "clinic",
            SLOT,
            "ent",
            VisitDetails.BookedBy.STAFF);
    CommandKey key = new CommandKey("id", "fingerprint");
    ConsultationNote note =
        new ConsultationNote(
            "notes", List.of(new Diagnosis(Diagnosis.ICD_10, "2019", "J06.9", "a cold")), "rest");
    return List.of(
        new VisitCommand.Open(details, null, probe.ref()),
        new VisitCommand.Book(details, null, probe.ref()),
        new VisitCommand.Get(probe.ref()),
        new VisitCommand.Advance(VisitCommand.Advance.Step.NO_SHOW, probe.ref()),
        new VisitCommand.Cancel(VisitCommand.By.STAFF, "ill", probe.ref()),
        new VisitCommand.Reschedule("d", "c", SLOT, VisitCommand.By.PATIENT, probe.ref()),
        new VisitCommand.CheckIn(ZoneId.of("Asia/Kolkata"), probe.ref()),
        new VisitCommand.Miss(AT, probe.ref()),
        new VisitCommand.RecordConsultation(
            key, note, LocalDate.of(2026, 3, 9), ZoneId.of("UTC"), "staff", probe.ref()),
        new VisitCommand.CompleteConsultation(
            key, note, null, ZoneId.of("UTC"), "staff", probe.ref()),
        new VisitCommand.AmendConsultation(
            key, note, null, "typo", ZoneId.of("UTC"), "staff", probe.ref()),
        new VisitCommand.AskForReview(probe.ref()),
        new VisitCommand.Rate(5, probe.ref()),
        new VisitCommand.Comment("command", "kind", probe.ref()),
        new VisitCommand.AddUpdate("update", "better", "contact", AT, probe.ref()),
        new VisitCommand.SeeUpdate(1, "staff", probe.ref()),
        new VisitCommand.Wake(),
        VisitCommand.Stop.INSTANCE,
        new VisitReply.Current("visit", VisitStatus.CONFIRMED, details),
        new VisitReply.Current(
            "visit",
            VisitStatus.COMPLETED,
            details,
            new VisitRecord(
                new VisitRecord.Consultation(1, "staff", null, AT, List.of(key)),
                new VisitRecord.Review(AT, 5, null),
                List.of(new VisitRecord.Update(1, "update", false)))),
        new VisitReply.Refused(Refusal.notFound("code", "message")));
  }

  private static List<ClusterMessage> waitingLists() {
    TestProbe<WaitingReply> probe = KIT.createTestProbe(WaitingReply.class);
    Wanted wanted =
        new Wanted(
            "patient",
            "contact",
            "conversation",
            null,
            "ent",
            LocalDate.of(2026, 3, 2),
            LocalDate.of(2026, 3, 16),
            List.of(PartOfDay.MORNING),
            Urgency.ROUTINE,
            new Wanted.BookedVisit("visit", AT));
    return List.of(
        new WaitingCommand.Join("entry", wanted, WaitingCommand.By.STAFF, probe.ref()),
        new WaitingCommand.Leave("entry", Ending.REMOVED, probe.ref()),
        new WaitingCommand.SlotFreed("freed", SLOT, probe.ref()),
        new WaitingCommand.OfferTimedOut("offer", probe.ref()),
        new WaitingCommand.Accept("offer", probe.ref()),
        new WaitingCommand.Decline("offer", probe.ref()),
        new WaitingCommand.ConfirmBooked("offer", "visit", probe.ref()),
        new WaitingCommand.ReturnOffer("offer", probe.ref()),
        new WaitingCommand.Get("entry", probe.ref()),
        new WaitingCommand.Wake(),
        WaitingCommand.Stop.INSTANCE,
        new WaitingReply.Done(),
        new WaitingReply.Entry("entry", EntryStatus.OFFERED, wanted, AT, "offer"),
        new WaitingReply.Accepted("offer", "entry", SLOT, AT),
        new WaitingReply.Refused(Refusal.notFound("code", "message")));
  }

  private static List<ClusterMessage> reminders() {
    TestProbe<ReminderReply> probe = KIT.createTestProbe(ReminderReply.class);
    ReminderPlan plan =
        new ReminderPlan(
            "patient",
            "contact",
            "conversation",
            null,
            null,
            ReminderKind.MEDICATION,
            new Rhythm.Every(Duration.ofHours(8), AT, null),
            ZoneOffset.UTC);
    ReminderContent content =
        new ReminderContent("medicine", "dose", "sig", List.of("1", "2"), Food.AFTER);
    return List.of(
        new ReminderCommand.Plan(plan, content, ReminderCommand.By.STAFF, probe.ref()),
        new ReminderCommand.Follow(
            new ReminderPlan(
                "patient",
                "contact",
                "conversation",
                "clinic",
                "visit",
                ReminderKind.CHECK_UP,
                plan.rhythm(),
                ZoneOffset.UTC,
                new FollowUp("doctor", LocalDate.of(2026, 3, 16))),
            content,
            AT,
            probe.ref()),
        new ReminderCommand.Change(
            plan.rhythm(), ZoneOffset.UTC, content, ReminderCommand.By.GUARDIAN, probe.ref()),
        new ReminderCommand.StopReminding(ReminderCommand.By.PATIENT, probe.ref()),
        new ReminderCommand.Fire(AT, probe.ref()),
        new ReminderCommand.Done(AT, ReminderCommand.By.PATIENT, probe.ref()),
        new ReminderCommand.Snooze(
            AT, AT.plusSeconds(900), ReminderCommand.By.PATIENT, probe.ref()),
        new ReminderCommand.Get(probe.ref()),
        new ReminderCommand.Wake(),
        ReminderCommand.Stop.INSTANCE,
        new ReminderReply.Current("reminder", ReminderStatus.ACTIVE, plan, new NextDue(AT, AT)),
        new ReminderReply.Refused(Refusal.notFound("code", "message")));
  }

  private static List<ClusterMessage> patients() {
    TestProbe<PatientReply> probe = KIT.createTestProbe(PatientReply.class);
    PatientProfile profile = new PatientProfile("Asha", "P34Y", LocalDate.of(2026, 3, 2), "female");
    return List.of(
        new PatientCommand.Register("guardian", profile, probe.ref()),
        new PatientCommand.Get(probe.ref()),
        PatientCommand.Stop.INSTANCE,
        new PatientReply.Known("patient", "guardian", profile),
        new PersonErased("sehat.patient"),
        new PatientReply.Refused(Refusal.notFound("code", "message")));
  }

  private static List<ClusterMessage> practices() {
    TestProbe<PracticeReply> probe = KIT.createTestProbe(PracticeReply.class);
    PracticeConfig config = DemoPractice.config(1, List.of("15550001111"));
    return List.of(
        new PracticeCommand.Configure(config, probe.ref()),
        new PracticeCommand.Get(probe.ref()),
        PracticeCommand.Stop.INSTANCE,
        new PracticeReply.Current(config),
        new PracticeReply.Refused(Refusal.notFound("code", "message")),
        new PracticeChanged(config, 2));
  }

  private static List<ClusterMessage> queues() {
    return QueueMessages.all(KIT.createTestProbe(QueueReply.class).ref());
  }

  private static List<ClusterMessage> conversations() {
    TestProbe<ConversationReply> probe = KIT.createTestProbe(ConversationReply.class);
    Address address = new Address(Address.Kind.BSUID, "IN.1349120");
    List<InboundMessage> messages =
        Stream.<InboundContent>of(
                new InboundContent.Text("नमस्ते"),
                new InboundContent.Choice("1|menu.menu|book", "Book"),
                new InboundContent.Media("image", "1", null, null, "caption", null, false),
                new InboundContent.Location(12.9, 77.6, null, "address"),
                new InboundContent.Contacts("[]"),
                new InboundContent.Form("address", "{}"),
                new InboundContent.Reaction("wamid.0", null),
                new InboundContent.Edit("wamid.0", "text"),
                new InboundContent.Revoke("wamid.0"),
                new InboundContent.Welcome(),
                new InboundContent.Other("order", "{}"))
            .map(content -> new InboundMessage("wamid.1", AT, content, null))
            .toList();
    List<Receipt> receipts =
        List.of(new Receipt("conversation/1", "wamid.2", DeliveryStatus.FAILED, AT, 131_026));
    return List.of(
        new ConversationCommand.Receive(
            "contact", "15550001111", address, messages, receipts, probe.ref()),
        new ConversationCommand.StaffEcho(
            "contact",
            "15550001111",
            new Address(Address.Kind.PHONE, "919800000001"),
            new InboundMessage("wamid.echo", AT, new InboundContent.Text("hello"), null),
            probe.ref()),
        new ConversationCommand.RecordReceipts(receipts, probe.ref()),
        new ConversationCommand.ChangeAddress(address, probe.ref()),
        new ConversationCommand.MergeInto("other", probe.ref()),
        new ConversationCommand.TakeOver("staff-1", probe.ref()),
        new ConversationCommand.HandBack("staff-1", probe.ref()),
        new ConversationCommand.Say("command", "text", "staff-1", probe.ref()),
        new ConversationCommand.ReplayLetter("command", 3, "staff-1", probe.ref()),
        new ConversationCommand.DropLetter(
            "command", 3, DropReason.OUTDATED, "staff-1", probe.ref()),
        new ConversationCommand.Wake(),
        ConversationCommand.Stop.INSTANCE,
        new ConversationReply.Durable(),
        new ConversationReply.Moved("other"),
        new ConversationReply.Said("conversation/1"),
        new ConversationReply.Refused(Refusal.notFound("code", "message")));
  }
}
