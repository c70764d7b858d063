package org.tabib.engine.care;

import java.util.List;
import java.util.Map;

/**
 * {@code care/knowledge.yaml}: the rules, the same for every language.
 *
 * @param version changes with every change of the rules
 * @param sources id to the publication that the rules are taken from
 * @param specialties ids
 * @param leads complaints that decide the specialty before all others: who the patient is (a child,
 *     a pregnant woman) matters more than what hurts
 * @param advice red flag to the end of its text key {@code emergency.advice.<advice>}; {@code
 *     general} for those that are not listed
 * @param pregnant complaints that tell that the patient is pregnant
 * @param rules what age, sex, pregnancy and other complaints change
 */
record KnowledgeFile(
    String version,
    Map<String, String> sources,
    List<String> specialties,
    List<String> leads,
    Map<String, String> advice,
    List<Entry> complaints,
    List<String> pregnant,
    List<Rule> rules) {
  record Entry(String id, String specialty, Urgency urgency, String source) {}
}
