package org.tabib.engine.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of an instruction and what each of them says. The first of the list that fits at a
 * place is taken, so what is longer or more special stands before what is shorter. Latin
 * abbreviations are those of the Indian and British usage; Hindi (in both scripts) and Swahili
 * words are those printed on dispensing labels.
 */
final class SigWords {
  static final String AMOUNT = "(?:\\d+\\s?[½¼¾]|\\d+/\\d+|\\d+(?:\\.\\d+)?|[½¼¾])";

  private static final String END = "(?![\\p{L}\\p{M}\\p{N}])";
  private static final String DAYS = "(?:days?|d|din|दिन)";
  private static final String WEEKS = "(?:weeks?|wks?|hafte|hafta|हफ्ते|हफ्ता|सप्ताह)";
  private static final String MONTHS = "(?:months?|mths?|mahine|mahina|महीने|महीना)";
  private static final String NUMBER =
      "(?:(\\d{1,4})\\s*|(an?|one|two|three|four|five|six|seven|eight|nine|ten)\\s+)";
  private static final String FOR = "(?:(?:for|x|kwa|up ?to)\\s*)?";
  private static final String UNTIL = "(?:until|till|til|through|hadi|mpaka|up ?to)\\s+";
  private static final String MONTH =
      "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  private static final String DAY_OF_MONTH = "\\d{1,2}(?:st|nd|rd|th)?";
  private static final String YEAR = "(?:,?\\s+\\d{4})?";
  private static final String DATE =
      "\\d{4}-\\d{2}-\\d{2}|%2$s\\s+%1$s%3$s|%1$s\\s+%2$s%3$s".formatted(MONTH, DAY_OF_MONTH, YEAR);
  private static final String MEAL = "(breakfast|lunch|dinner|supper)";
  private static final String FOODS = "(?:food|meals?|eating|milk)";

  /** What is done when words fit. */
  interface Saying {
    void say(Matcher words, SigClaims claims, SigText text);
  }

  private record Word(Pattern pattern, Saying saying) {}

  private static final List<Word> WORDS = new ArrayList<>();

  static {
    // Two instructions in one line, or a dose that changes: each is a course of its own.
    add(
        "(?:then|followed by|taper(?:ing)?|phir|kisha|फिर)",
        (m, c, t) ->
            c.problems.add(
                t.problem(
                    m.start(),
                    m.end(),
                    "sig-two-courses",
                    "one instruction describes one course: enter what comes after as another")));

    // 1-0-1: morning, noon, evening; 1-1-1-1: and bedtime.
    add("(%s(?:\\s?[-+]\\s?%s)+)".formatted(AMOUNT, AMOUNT), SigSayings::pattern);

    add(FOR + "(\\d{1,3})/(7|52|12)", SigSayings::slashedDuration);
    add(FOR + NUMBER + DAYS, (m, c, t) -> SigSayings.lasting(m, c, t, 'd'));
    add(FOR + NUMBER + WEEKS, (m, c, t) -> SigSayings.lasting(m, c, t, 'w'));
    add(FOR + NUMBER + MONTHS, (m, c, t) -> SigSayings.lasting(m, c, t, 'm'));
    add(FOR + "siku\\s+(\\d{1,4})", (m, c, t) -> SigSayings.lasting(m, c, t, 'd'));
    add(FOR + "wiki\\s+(\\d{1,4})", (m, c, t) -> SigSayings.lasting(m, c, t, 'w'));
    add(FOR + "(?:mwezi|miezi)\\s+(\\d{1,4})", (m, c, t) -> SigSayings.lasting(m, c, t, 'm'));
    add("(?:for|x)?\\s*(\\d{1,4})\\s*doses?", SigSayings::doses);
    add("(?:for|x)\\s*\\d+", SigSayings::unitless);
    add(UNTIL + "(" + DATE + ")", SigSayings::until);
    add(
        "(?:until stopped|ongoing|continu(?:e|ous)|to continue|long[- ]?term|lifelong|endelea|jaari|जारी)",
        (m, c, t) -> c.bounds.add(SigSayings.said(m, new Dosage.Open())));

    add(UNTIL + "\\S+", SigSayings::notADate);

    add(
        "(?:sos|p\\.?r\\.?n\\.?|(?:as|when|if) (?:needed|required|necessary))",
        (m, c, t) -> c.asNeeded = true);
    add(
        "(?:zaroorat padne par|zarurat padne par|जरूरत पड़ने पर|ज़रूरत पड़ने पर)",
        (m, c, t) -> c.asNeeded = true);
    add("(?:inapohitajika|ikihitajika|unapohitaji)", (m, c, t) -> c.asNeeded = true);
    // What it is needed for.
    add("for\\s+(?![\\d])[\\p{L}\\s]+", SigSayings::indication);
    add(
        "(?:stat|immediately|at once|right away|single dose|turant|तुरंत|sasa hivi)",
        (m, c, t) -> c.atOnce = true);

    // Doses by interval.
    add(
        "(?:q\\s*|every\\s+|har\\s+|हर\\s+)(\\d{1,3})\\s*(?:hourly|hours?|hrs?|h|ghante|ghanta|घंटे|घंटा)(?:\\s+(?:mein|me|में|par|पर))?",
        SigSayings::interval);
    add("(\\d{1,3})\\s*-?\\s*(?:hourly|hrly)", SigSayings::interval);
    add("kila\\s+(?:baada ya\\s+)?(?:saa|masaa)\\s+(\\d{1,3})", SigSayings::interval);

    // On which days.
    add(
        "(?:alternate days?|every other day|every second day|q\\.?o\\.?d\\.?|e\\.?o\\.?d\\.?|a\\.?d\\.?|ek din chhod ?kar|एक दिन छोड़ ?कर)",
        (m, c, t) -> SigSayings.everyDays(m, c, 2));
    add("every\\s+(\\d{1,2})\\s+days", SigSayings::everyNumberOfDays);
    add(
        "(?:once a week|once weekly|once every week|every week|weekly|hafte (?:mein|me) ek baar|हफ्ते में एक बार|mara moja kwa wiki|kila wiki)",
        (m, c, t) -> SigSayings.everyDays(m, c, 7));
    add(
        "(?:fortnightly|every two weeks|every 2 weeks)",
        (m, c, t) -> SigSayings.everyDays(m, c, 14));
    add(
        "(?:(?:on|every|each)\\s+)?(mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:days?|nesdays?|rsdays?|urdays?|sdays?)?",
        SigSayings::weekday);
    add("(?:monthly|every month|once a month|kila mwezi)", SigSayings::monthly);

    // How often a day.
    add(
        "(?:o\\.?d\\.?|q\\.?d\\.?|once (?:a|per) day|once daily|once every day|din (?:mein|me) ek baar|दिन में एक बार|kutwa mara moja|mara moja kwa siku(?!\\s*\\d))",
        (m, c, t) -> c.timesADay.add(SigSayings.said(m, 1)));
    add(
        "(?:b\\.?d\\.?s?\\.?|b\\.?i\\.?d\\.?|twice (?:a|per) day|twice daily|din (?:mein|me) do baar|दिन में दो बार|kutwa mara mbili|mara mbili kwa siku(?!\\s*\\d))",
        (m, c, t) -> c.timesADay.add(SigSayings.said(m, 2)));
    add(
        "(?:t\\.?d\\.?s\\.?|t\\.?i\\.?d\\.?|thrice (?:a|per) day|thrice daily|three times (?:a|per) day|three times daily|din (?:mein|me) teen baar|दिन में तीन बार|kutwa mara tatu|mara tatu kwa siku(?!\\s*\\d))",
        (m, c, t) -> c.timesADay.add(SigSayings.said(m, 3)));
    add(
        "(?:q\\.?i\\.?d\\.?|q\\.?d\\.?s\\.?|four times (?:a|per) day|four times daily|din (?:mein|me) char baar|दिन में चार बार|kutwa mara nne|mara nne kwa siku(?!\\s*\\d))",
        (m, c, t) -> c.timesADay.add(SigSayings.said(m, 4)));
    add(
        "(\\d{1,2})\\s*(?:times|x|baar|बार)\\s*(?:a|per|/)?\\s*(?:day|daily)",
        SigSayings::timesADay);
    add("(?:din (?:mein|me)|दिन में)\\s*(\\d{1,2})\\s*(?:baar|बार)", SigSayings::timesADay);
    add("kutwa mara\\s+(\\d{1,2})", SigSayings::timesADay);
    add("mara\\s+(\\d{1,2})\\s+kwa siku(?!\\s*\\d)", SigSayings::timesADay);
    add(
        "(?:daily|every ?day|each day|per day|a day|roz(?:ana)?|रोज़|रोज|kila siku)",
        (m, c, t) -> SigSayings.everyDays(m, c, 1));

    // With which meal.
    add("(?:before|after|with)\\s+(?:" + FOODS + "|" + MEAL + ")", SigSayings::meal);
    add(
        "(?:a\\.?c\\.?|on (?:an )?empty stomach|empty stomach|khali pet|khane se pehle|khana khane se pehle|खाली पेट|खाने से पहले|kabla ya (?:chakula|kula))",
        (m, c, t) -> c.food.add(Food.BEFORE));
    add(
        "(?:p\\.?c\\.?|khane ke baad|khana khane ke baad|खाने के बाद|baada ya (?:chakula|kula))",
        (m, c, t) -> c.food.add(Food.AFTER));
    add(
        "(?:khane ke saath|खाने के साथ|(?:pamoja )?na chakula)",
        (m, c, t) -> c.food.add(Food.WITH));
    add(MEAL, (m, c, t) -> c.parts.add(SigSayings.partOf(m.group(1))));

    // When in the day.
    add(
        "(?:(?:in the )?morning|mane|subah|सुबह|asubuhi)",
        (m, c, t) -> c.parts.add(Dosage.DayPart.MORN));
    add(
        "(?:(?:at )?noon|(?:in the )?afternoon|midday|dopahar|दोपहर|mchana)",
        (m, c, t) -> c.parts.add(Dosage.DayPart.NOON));
    add(
        "(?:(?:in the )?evening|shaam|sham|शाम|jioni)",
        (m, c, t) -> c.parts.add(Dosage.DayPart.EVE));
    add(
        "(?:h\\.?s\\.?|(?:at )?bed ?time|before (?:bed|sleep)|(?:at )?night|nocte|raat(?: ko)?|रात(?: को)?|sote samay|सोते समय|usiku|wakati wa kulala)",
        (m, c, t) -> c.parts.add(Dosage.DayPart.HS));
    add(
        "(?:at\\s+|@\\s*)?(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm|a\\.m\\.|p\\.m\\.)",
        SigSayings::time);
    add("(?:at\\s+|@\\s*)?(\\d{1,2}):(\\d{2})(?:\\s*(?:hrs|h))?()", SigSayings::time);

    // How much.
    add(
        "(?:half(?: an?)?|"
            + AMOUNT
            + ")\\s*(?:tab(?:let)?s?|cap(?:sule)?s?|ml|tsp|teaspoons?|drops?|puffs?|units?|sachets?|goli|गोली|गोलियां)",
        (m, c, t) -> SigSayings.quantity(m, c.quantities, t));
    add(
        "(?:" + AMOUNT + ")\\s*(?:mg|mcg|g|iu)",
        (m, c, t) -> SigSayings.quantity(m, c.strengths, t));
    add(
        "(?:"
            + AMOUNT
            + ")(?=\\s+(?:b\\.?d|b\\.?i|o\\.?d|t\\.?d|t\\.?i|q\\.?i|q\\.?d|h\\.?s|sos|stat|prn|once|twice|thrice))",
        (m, c, t) -> SigSayings.quantity(m, c.quantities, t));
    add(
        "(?:vidonge|kidonge|tembe)\\s+" + AMOUNT,
        (m, c, t) -> SigSayings.quantity(m, c.quantities, t));

    // What is said along, and changes nothing.
    add(
        "(?:take|give|tab(?:let)?s?|cap(?:sule)?s?|syp|syrup|inj(?:ection)?|p\\.?o\\.?|per os|oral(?:ly)?|by mouth|and|aur|और|na|the|in|on|of|each|every|dose|ko|को|mein|में|tumia|meza|khaye[nm]?|lein|लें)",
        (m, c, t) -> {});
  }

  private SigWords() {}

  private static void add(String pattern, Saying saying) {
    WORDS.add(
        new Word(
            Pattern.compile("(?:" + pattern + ")\\.?" + END, Pattern.UNICODE_CHARACTER_CLASS),
            saying));
  }

  /** Reads the whole text into claims and problems. */
  static SigClaims read(SigText text) {
    SigClaims claims = new SigClaims();
    String read = text.read();
    int at = 0;
    while (at < read.length()) {
      char c = read.charAt(at);
      if (Character.isWhitespace(c) || ",;.:()&".indexOf(c) >= 0) {
        at++;
      } else {
        at = take(text, at, claims);
      }
    }
    return claims;
  }

  private static int take(SigText text, int at, SigClaims claims) {
    for (Word word : WORDS) {
      Matcher matcher = word.pattern().matcher(text.read()).region(at, text.read().length());
      if (matcher.lookingAt() && matcher.end() > at) {
        word.saying().say(matcher, claims, text);
        return matcher.end();
      }
    }
    int end = at;
    while (end < text.read().length() && !Character.isWhitespace(text.read().charAt(end))) {
      end++;
    }
    claims.problems.add(
        text.problem(
            at,
            end,
            "sig-unknown-word",
            "not understood; examples of what is: \"1-0-1 x 5 days\", \"BD after food for 1 week\","
                + " \"every 8 hours x 3 days\", \"alternate days\", \"SOS\""));
    return end;
  }
}
