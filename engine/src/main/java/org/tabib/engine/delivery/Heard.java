package org.tabib.engine.delivery;

/**
 * As much of a message as is read for its meaning. WhatsApp takes at most 4096 characters of text
 * from a person; whoever signs longer ones gets them stored whole, but cannot keep a node busy with
 * reading them.
 */
public final class Heard {
  /** WhatsApp Cloud API: the longest body of a text message, in characters. */
  public static final int LONGEST = 4096;

  private Heard() {}

  /** The message with its words cut where reading ends; the same one when they are no longer. */
  public static InboundMessage of(InboundMessage message) {
    InboundContent content = of(message.content());
    return content == message.content()
        ? message
        : new InboundMessage(message.id(), message.sentAt(), content, message.repliesTo());
  }

  private static InboundContent of(InboundContent content) {
    return switch (content) {
      case InboundContent.Text text ->
          isLonger(text.body()) ? new InboundContent.Text(cut(text.body())) : text;
      case InboundContent.Edit edit -> {
        String body = edit.body();
        yield body != null && isLonger(body)
            ? new InboundContent.Edit(edit.originalId(), cut(body))
            : edit;
      }
      case InboundContent.Media media -> {
        String caption = media.caption();
        yield caption != null && isLonger(caption) ? captioned(media, cut(caption)) : media;
      }
      case InboundContent.Choice choice -> choice;
      case InboundContent.Location location -> location;
      case InboundContent.Contacts contacts -> contacts;
      case InboundContent.Form form -> form;
      case InboundContent.Reaction reaction -> reaction;
      case InboundContent.Revoke revoke -> revoke;
      case InboundContent.Welcome welcome -> welcome;
      case InboundContent.Other other -> other;
    };
  }

  private static InboundContent captioned(InboundContent.Media media, String caption) {
    return new InboundContent.Media(
        media.kind(),
        media.mediaId(),
        media.mimeType(),
        media.sha256(),
        caption,
        media.filename(),
        media.voice());
  }

  private static boolean isLonger(String text) {
    return text.length() > LONGEST;
  }

  /** Never through the middle of a character that takes two. */
  private static String cut(String text) {
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
