package org.tabib.edge.simulator;

/** Bodies of Graph calls, from {@code type} on. */
final class SampleMessages {
  static final String BUTTONS =
      """
      "type":"interactive","interactive":{"type":"button",
        "body":{"text":"*Welcome to Sunrise Clinic.*\\nHow can we help you today?"},
        "footer":{"text":"Reply any time"},
        "action":{"buttons":[
          {"type":"reply","reply":{"id":"book","title":"Book a visit"}},
          {"type":"reply","reply":{"id":"mine","title":"My appointments"}},
          {"type":"reply","reply":{"id":"human","title":"Talk to a person"}}]}}""";

  static final String LIST =
      """
      "type":"interactive","interactive":{"type":"list",
        "body":{"text":"Which _doctor_ would you like to see?"},
        "action":{"button":"Choose a doctor","sections":[
          {"title":"General medicine","rows":[
            {"id":"d1","title":"Dr Kavita Rao","description":"Today 4:30 pm · ₹500"},
            {"id":"d2","title":"Dr Arjun Mehta","description":"Tomorrow 10:00 am · ₹400"}]},
          {"title":"Skin","rows":[
            {"id":"d3","title":"Dr Neha Sharma","description":"Friday 11:15 am · ₹700"}]}]}}""";

  private SampleMessages() {}
}
