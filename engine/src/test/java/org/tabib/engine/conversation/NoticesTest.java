package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.SendRules.Next;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.language.Language;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;

/** Telling a person something that they did not ask for just now. */
class NoticesTest {
  /** Flows that come with features of their own: until then nobody is told of those kinds. */
  private static final Set<String> WITH_THEIR_FEATURES = Set.of("review", "offer", "dose", "care");

  private static final String SLOT = "sehat.schedule@2026-11-24T04:30:00Z@PT15M";

  private ScriptedConversation story = new ScriptedConversation().welcomed();

  @Test
  void saysWhoWhenAndWhereWithButtonsThatNameTheNotice() {
    ConversationReply reply = tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY);

    assertThat(reply).isInstanceOf(ConversationReply.Said.class);
    OutboundContent.Buttons said = (OutboundContent.Buttons) story.last();
    assertThat(said.body())
        .startsWith("Reminder: your visit with Dr. Ananya Rao is on Tue, 24 Nov, 10:00 am at ")
        .endsWith("_Test mode: no real appointment_");
    assertThat(said.options())
        .extracting(OutboundContent.Option::id)
        .containsExactly(
            "notice|confirm|reminder-1", "notice|move|reminder-1", "notice|cancel|reminder-1");
  }

  @Test
  void saysItOnceHoweverOftenItIsTold() {
    ConversationReply first = tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY);
    int events = story.events.size();
    story.now = story.now.plus(Duration.ofDays(2));

    assertThat(tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY)).isEqualTo(first);
    assertThat(story.events).hasSize(events);
  }

  @Test
  void refusesWhatNobodyWantsToReadAnyMore() {
    assertThat(refusal(notice("n", NoticeKind.TICKET_CALLED, story.now))).isEqualTo("notice-stale");
  }

  @Test
  void doesNotWriteToWhoDidNotAgreeOrDoesNotAnyMore() {
    story.types("stop");
    assertThat(refusal(lasting("n", NoticeKind.TICKET_CALLED))).isEqualTo("no-consent");

    story = new ScriptedConversation();
    story.types("hello");
    assertThat(refusal(lasting("n", NoticeKind.TICKET_CALLED))).isEqualTo("no-consent");
  }

  @Test
  void knowsNobodyWhoNeverWroteAndNobodyWhoWasForgotten() {
    story = new ScriptedConversation();
    assertThat(refusal(lasting("n", NoticeKind.TICKET_CALLED))).isEqualTo("conversation-unknown");

    story.welcomed();
    story.happened(
        new ConversationEvent.AddressChanged(new Private.Erased<Address>(""), story.now));
    assertThat(refusal(lasting("n", NoticeKind.TICKET_CALLED))).isEqualTo("person-erased");
  }

  @Test
  void namesTheConversationThatTookThisOnesPlace() {
    story.happened(new ConversationEvent.MergedInto("sehat.other", story.now));

    assertThat(tell("n", NoticeKind.TICKET_CALLED))
        .isEqualTo(new ConversationReply.Moved("sehat.other"));
  }

  @Test
  void saysWhichFactIsMissing() {
    Notice notice = new Notice("n", NoticeKind.TICKET_CALLED, Map.of("ticket", "A7"), later());

    assertThat(refusal(notice)).isEqualTo("notice-incomplete");
  }

  @ParameterizedTest
  @EnumSource(NoticeKind.class)
  void isSaidInEveryLanguageFreelyAndAsATemplate(NoticeKind kind) {
    for (Language language : ScriptedConversation.WORLD.languages().all()) {
      Wording wording =
          new Wording(ScriptedConversation.WORLD, story.practice, language, "sehat.contact");
      var facts = org.tabib.engine.flow.Answers.NONE.with(facts()).with(words());
      assertThat(wording.text(kind.textKey(true), facts)).doesNotContain("{", "}");
      for (boolean named : List.of(true, false)) {
        MessageTemplate template = MessageTemplate.of(kind, named);
        assertThat(MessageTemplate.ALL).contains(template);
        OutboundContent.Template content =
            template.content(
                ScriptedConversation.WORLD.texts(), wording, language, facts, List.of());
        assertThat(content.parameters()).isNotEmpty().noneMatch(String::isBlank);
        assertThat(filled(template, language, content.parameters())).isEqualTo(content.body());
      }
    }
  }

  private static String filled(
      MessageTemplate template, Language language, List<String> parameters) {
    String body = template.body(ScriptedConversation.WORLD.texts(), language);
    for (int i = 0; i < parameters.size(); i++) {
      body = body.replace("{{" + (i + 1) + "}}", parameters.get(i));
    }
    return body;
  }

  @Test
  void everyKindLeadsToFlowsThatAreThere() {
    Set<String> missing = new HashSet<>();
    for (NoticeKind kind : NoticeKind.values()) {
      kind.answers().stream()
          .map(NoticeButton::flow)
          .filter(flow -> !ScriptedConversation.WORLD.flows().has(flow))
          .forEach(missing::add);
    }

    assertThat(WITH_THEIR_FEATURES).containsAll(missing);
  }

  @Test
  void whatItSaysInWordsIsSealedInTheEventAndInTheState() {
    Private<NoticeWords> words = Private.of("sehat.contact", new NoticeWords(words()));
    ConversationEvent.Notified event =
        new ConversationEvent.Notified(
            "dose-1",
            NoticeKind.DOSE_DUE,
            facts(),
            words,
            new Outbound(
                story.state.lastNumber() + 1,
                "text",
                Private.of("sehat.contact", new OutboundContent.Text("…")),
                Dialogue.BOT),
            later(),
            story.now);
    Set<Class<?>> sealed = new HashSet<>();
    PrivateMapping recording =
        new PrivateMapping() {
          @Override
          public <T> Private<T> apply(Private<T> value, Class<T> type) {
            sealed.add(type);
            return new Private.Erased<>(value.subject());
          }
        };

    ConversationPrivates.map(event, recording);
    assertThat(sealed).contains(NoticeWords.class, OutboundContent.class);
    sealed.clear();
    story.happened(event);
    ConversationState kept = ConversationPrivates.map(story.state, recording);

    assertThat(sealed).contains(NoticeWords.class, OutboundContent.class);
    assertThat(kept.notices().open().getLast().words()).isInstanceOf(Private.Erased.class);
    assertThat(event.toString() + story.state.notices()).doesNotContain("Amoxicillin");
  }

  // ── the window ────────────────────────────────────────────────────────────────────────────────

  @Test
  void isTheApprovedTemplateForWhoWasSilentForADay() {
    story.now = story.now.plus(Duration.ofHours(25));

    tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY);

    OutboundContent.Template said = (OutboundContent.Template) story.last();
    assertThat(said.name()).isEqualTo("tabib_visit_reminder_day");
    assertThat(said.parameters()).startsWith("Dr. Ananya Rao", "Tue, 24 Nov, 10:00 am");
    assertThat(said.buttons().getFirst().id()).isEqualTo("notice|confirm|reminder-1");
    assertThat(next()).isInstanceOf(Next.Go.class);
  }

  @Test
  void namesNoMedicineInATemplateUnlessThePracticeAllowsIt() {
    ConversationState before = story.state;
    story.now = story.now.plus(Duration.ofHours(25));
    Wording wording =
        new Wording(
            ScriptedConversation.WORLD,
            story.practice,
            ScriptedConversation.WORLD.languages().first(),
            before.contactId());
    var facts = org.tabib.engine.flow.Answers.NONE.with(words());

    assertThat(wording.text(NoticeKind.DOSE_DUE.textKey(false), facts))
        .doesNotContain("Amoxicillin");
    assertThat(wording.text(NoticeKind.DOSE_DUE.textKey(true), facts))
        .contains("Amoxicillin 500 mg, one tablet");
    assertThat(story.practice.namesMedicines()).isFalse();
    assertThat(QueuedPractice.namingMedicines(story.practice).namesMedicines()).isTrue();
  }

  @Test
  void goesBeforeWhatWaitsForThePersonToWrite() {
    story.delivers = false;
    story.types("book");
    story.now = story.now.plus(Duration.ofHours(25));
    story.happened(((Next.Write) next()).event());
    Outbound invitation = ((Next.Go) next()).head();
    story.happened(new ConversationEvent.Dispatched(invitation.number(), "wamid.i", story.now));
    assertThat(next()).isInstanceOf(Next.Later.class);

    tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY);

    assertThat(((Next.Go) next()).head().number()).isEqualTo(story.state.lastNumber());
  }

  @Test
  void isNotTakenBackWhenThePersonWritesAgain() {
    story.delivers = false;
    story.now = story.now.plus(Duration.ofHours(25));
    tell("reminder-1", NoticeKind.VISIT_REMINDER_DAY);
    long reminder = story.state.lastNumber();
    story.types("book");
    story.types("book");

    assertThat(story.withdrawn()).doesNotContain(reminder);
    assertThat(story.state.outbox()).extracting(Outbound::number).contains(reminder);
  }

  @Test
  void isLetGoSilentlyWhenItsTimeIsOver() {
    story.delivers = false;
    tell("n", NoticeKind.TICKET_CALLED);
    long called = story.state.lastNumber();
    story.happened(
        new ConversationEvent.SendDeferred(
            called, 1, 0, story.now.plus(Duration.ofDays(1)), story.now));
    assertThat(next()).isEqualTo(new Next.Later(story.state.notices().expiry(called).get()));

    story.now = story.state.notices().expiry(called).get();
    ConversationEvent event = ((Next.Write) next()).event();
    story.happened(event);

    assertThat(event).isEqualTo(new ConversationEvent.NoticesLapsed(List.of(called), story.now));
    assertThat(next()).isEqualTo(new Next.Nothing());
    assertThat(story.state.letters().open()).isEmpty();
    assertThat(story.state.attempt()).isZero();
  }

  @Test
  void goesOutWhileStaffAnswer() {
    story.happens("staff take over");

    assertThat(tell("n", NoticeKind.TICKET_CALLED)).isInstanceOf(ConversationReply.Said.class);
  }

  @Property(tries = 200)
  void remembersWhatItToldWithinBounds(
      @ForAll @Size(max = 80) List<@IntRange(max = 60) Integer> ids) {
    ScriptedConversation one = new ScriptedConversation().welcomed();
    Set<String> numbers = new HashSet<>();
    List<Integer> recent = new ArrayList<>();
    for (int id : ids) {
      boolean known = recent.contains(id);
      int before = one.events.size();
      ConversationReply reply =
          new ScriptedNotices(one)
              .tell(new Notice("n" + id, NoticeKind.TICKET_CALLED, facts(), later()));
      String message = ((ConversationReply.Said) reply).messageId();
      assertThat(one.events.size() == before).isEqualTo(known);
      assertThat(numbers.add(message)).isEqualTo(!known);
      if (!known) {
        recent.add(id);
        recent.subList(0, Math.max(0, recent.size() - Notices.REMEMBERED)).clear();
      }
      assertThat(one.state.notices().told()).hasSizeLessThanOrEqualTo(Notices.REMEMBERED);
      assertThat(one.state.notices().open()).hasSizeLessThanOrEqualTo(Notices.KEPT_OPEN);
    }
  }

  // ── the story ─────────────────────────────────────────────────────────────────────────────────

  private Next next() {
    return story.decider.next(Optional.of(story.practice), story.state, story.now);
  }

  private ConversationReply tell(String id, NoticeKind kind) {
    return new ScriptedNotices(story).tell(lasting(id, kind));
  }

  private String refusal(Notice notice) {
    return ((ConversationReply.Refused) new ScriptedNotices(story).tell(notice)).refusal().code();
  }

  private Notice lasting(String id, NoticeKind kind) {
    return notice(id, kind, story.now.plus(Duration.ofHours(3)));
  }

  private Notice notice(String id, NoticeKind kind, Instant expiresAt) {
    return new Notice(id, kind, facts(), expiresAt);
  }

  private Instant later() {
    return ScriptedConversation.MONDAY.plus(Duration.ofDays(30));
  }

  private Map<String, String> facts() {
    return Map.ofEntries(
        Map.entry("visit", "sehat.visit"),
        Map.entry("doctor", story.practice.doctors().getFirst().id()),
        Map.entry("slot", SLOT),
        Map.entry("queue", story.practice.clinics().getFirst().id() + ".2026-11-23"),
        Map.entry("clinic", story.practice.clinics().getFirst().id()),
        Map.entry("ticket", "A7"),
        Map.entry("room", "2"),
        Map.entry("position", "3"),
        Map.entry("offer", "o"),
        Map.entry("entry", "e"),
        Map.entry("followUp", "2026-12-05"),
        Map.entry("reminder", "r"),
        Map.entry("occurrence", "1"));
  }

  private static Map<String, String> words() {
    return Map.of(NoticeFacts.MEDICINE, "Amoxicillin 500 mg", NoticeFacts.DOSE, "one tablet");
  }
}
