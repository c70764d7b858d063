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

  static final String LINK =
      """
      "type":"interactive","interactive":{"type":"cta_url",
        "header":{"type":"text","text":"Your prescription"},
        "body":{"text":"Dr Rao has written it. ~Paper~ is not needed."},
        "action":{"name":"cta_url","parameters":{
          "display_text":"Open","url":"https://example.org/rx/1"}}}""";

  static final String LOCATION =
      """
      "type":"location","location":{"latitude":28.6315,"longitude":77.2167,
        "name":"Sunrise Clinic","address":"Connaught Place, New Delhi"}""";

  static final String DOCUMENT =
      """
      "type":"document","document":{"link":"https://example.org/bill.pdf",
        "filename":"bill.pdf","caption":"Your bill"}""";

  static final String TEMPLATE =
      """
      "type":"template","template":{"name":"visit_reminder","language":{"code":"en"},
        "components":[
          {"type":"body","parameters":[
            {"type":"text","text":"Dr Kavita Rao"},{"type":"text","text":"Monday 10:00"}]},
          {"type":"button","sub_type":"quick_reply","index":"0",
            "parameters":[{"type":"payload","payload":"confirm"}]}]}""";

  private SampleMessages() {}
}
