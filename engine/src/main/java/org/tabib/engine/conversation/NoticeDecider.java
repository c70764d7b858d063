package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Language;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/** Whether and how a person is told something that they did not ask for just now. Pure. */
final class NoticeDecider {
  private final World world;
  private final String conversationId;
  private final ConversationState state;
  private final Instant now;

  NoticeDecider(World world, String conversationId, ConversationState state, Instant now) {
    this.world = world;
    this.conversationId = conversationId;
    this.state = state;
    this.now = now;
  }

  /**
   * @param practice none while this node does not know it yet
   */
  Decision<ConversationEvent, ConversationReply> decide(
      Optional<PracticeConfig> practice, Notice notice) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    Optional<Long> told = state.notices().number(notice.id());
    if (told.isPresent()) {
      return Decision.answer(said(told.get()));
    }
    return refusal(notice)
        .<Decision<ConversationEvent, ConversationReply>>map(Decision::refuse)
        .orElseGet(
            () ->
                practice
                    .map(config -> tell(config, notice))
                    .orElseGet(
                        () ->
                            Decision.refuse(
                                Refusal.unavailable(
                                    "practice-unknown", "the practice is not configured (yet)"))));
  }

  private ConversationReply said(long number) {
    return new ConversationReply.Said(OutboundMessage.idOf(conversationId, number));
  }

  /** Why it is never told. */
  private Optional<Refusal> refusal(Notice notice) {
    if (!state.started()) {
      return Optional.of(Refusal.notFound("conversation-unknown", "there is no such conversation"));
    }
    if (!(state.address() instanceof Private.Clear<Address>)) {
      return Optional.of(
          Refusal.wrongState("person-erased", "the person was forgotten on request"));
    }
    if (state.consent() == null) {
      return Optional.of(
          Refusal.wrongState(
              "no-consent", "the person did not agree to be written to, or does not any more"));
    }
    if (!notice.expiresAt().isAfter(now)) {
      return Optional.of(
          Refusal.wrongState(
              "notice-stale", "nobody wants to read it after " + notice.expiresAt()));
    }
    if (notice.id().isEmpty() || notice.id().length() > NoticeTap.LONGEST_NOTICE) {
      return Optional.of(
          Refusal.invalid(
              "notice-id", "a notice's id has 1 to " + NoticeTap.LONGEST_NOTICE + " characters"));
    }
    return notice.kind().needs().stream()
        .filter(fact -> notice.facts().getOrDefault(fact, "").isBlank())
        .findFirst()
        .map(
            fact -> Refusal.invalid("notice-incomplete", notice.kind() + " needs the fact " + fact))
        .or(() -> withoutFlow(notice));
  }

  /** Nobody is offered a button behind which there is nothing. */
  private Optional<Refusal> withoutFlow(Notice notice) {
    return notice.kind().answers().stream()
        .map(NoticeButton::flow)
        .filter(flow -> !world.flows().has(flow))
        .findFirst()
        .map(flow -> Refusal.invalid("notice-unanswerable", "there is no flow " + flow + " here"));
  }

  private Decision<ConversationEvent, ConversationReply> tell(
      PracticeConfig practice, Notice notice) {
    Language language = language(practice);
    Wording wording = new Wording(world, practice, language, state.contactId());
    Map<String, String> all = new HashMap<>(notice.facts());
    all.putAll(notice.words());
    Answers facts = Answers.NONE.with(all);
    OutboundContent content =
        SendRules.isClosed(state, now)
            ? template(practice, wording, language, notice, facts)
            : freely(wording, notice, facts);
    if (content instanceof OutboundContent.Template template
        && template.parameters().stream().anyMatch(String::isBlank)) {
      return Decision.refuse(
          Refusal.invalid(
              "notice-incomplete",
              notice.kind() + " names a doctor or clinic that the practice does not have"));
    }
    ConversationEvent.Outbound outbound =
        Dialogue.outbound(
                List.of(content),
                state,
                practice.testMode() ? wording.text("common.test-mode", Answers.NONE) : null)
            .getFirst();
    return Decision.accept(
        new ConversationEvent.Notified(
            notice.id(),
            notice.kind(),
            notice.facts(),
            words(notice),
            outbound,
            notice.expiresAt(),
            now),
        said(outbound.number()));
  }

  private @Nullable Private<NoticeWords> words(Notice notice) {
    return notice.words().isEmpty()
        ? null
        : Private.of(state.contactId(), new NoticeWords(notice.words()));
  }

  private Language language(PracticeConfig practice) {
    return Optional.ofNullable(state.language())
        .flatMap(world.languages()::find)
        .or(() -> world.languagesOf(practice).stream().findFirst())
        .orElseGet(world.languages()::first);
  }

  private static OutboundContent freely(Wording wording, Notice notice, Answers facts) {
    NoticeKind kind = notice.kind();
    String text = wording.text(kind.textKey(hasName(notice)), facts);
    boolean waits = kind == NoticeKind.TICKET_ISSUED && facts.value(NoticeFacts.AHEAD) != null;
    String body = waits ? text + "\n\n" + wording.value("wait", facts) : text;
    List<Option> options = options(wording, kind.buttons(), notice);
    if (options.isEmpty()) {
      return new OutboundContent.Text(body);
    }
    return options.size() <= OutboundContent.BUTTONS_LIMIT
        ? new OutboundContent.Buttons(body, options)
        : new OutboundContent.Rows(
            body, wording.text("common.choose-button", Answers.NONE), options);
  }

  /** A preview may be read over somebody's shoulder: it names no medicine unless it may. */
  private OutboundContent template(
      PracticeConfig practice, Wording wording, Language language, Notice notice, Answers facts) {
    boolean named = practice.namesMedicines() && hasName(notice);
    return MessageTemplate.of(notice.kind(), named)
        .content(
            world.texts(),
            wording,
            language,
            facts,
            options(wording, notice.kind().templateButtons(), notice));
  }

  private static boolean hasName(Notice notice) {
    return !notice.words().getOrDefault(NoticeFacts.MEDICINE, "").isBlank();
  }

  private static List<Option> options(Wording wording, List<NoticeButton> buttons, Notice notice) {
    return buttons.stream()
        .map(
            button ->
                MessageTemplate.option(
                    wording, button.titleKey(), new NoticeTap(button.id(), notice.id()).text()))
        .toList();
  }
}
