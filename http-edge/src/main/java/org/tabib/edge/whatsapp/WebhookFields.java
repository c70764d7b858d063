package org.tabib.edge.whatsapp;

import java.util.Set;

/** The webhook fields that Meta documents (Graph API v25.0). */
final class WebhookFields {
  static final String MESSAGES = "messages";
  static final String ECHOES = "smb_message_echoes";
  static final String PREFERENCES = "user_preferences";
  static final String USER_IDS = "user_id_update";

  private static final Set<String> KNOWN =
      Set.of(
          MESSAGES,
          ECHOES,
          PREFERENCES,
          USER_IDS,
          "account_alerts",
          "account_review_update",
          "account_update",
          "business_capability_update",
          "business_username_update",
          "calls",
          "flows",
          "group_lifecycle_update",
          "group_participants_update",
          "group_settings_update",
          "group_status_update",
          "history",
          "message_template_components_update",
          "message_template_quality_update",
          "message_template_status_update",
          "payment_configuration_update",
          "phone_number_name_update",
          "phone_number_quality_update",
          "security",
          "smb_app_state_sync",
          "template_category_update");

  private WebhookFields() {}

  static boolean isKnown(String field) {
    return KNOWN.contains(field);
  }

  /** The field's name where a counter needs a closed set of labels. */
  static String label(String field) {
    return field.isEmpty() ? "none" : isKnown(field) ? field : "unknown";
  }
}
