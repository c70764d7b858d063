package org.tabib.edge.node;

import java.util.List;
import org.tabib.engine.practice.AfyaPractice;

/**
 * Which WhatsApp account belongs to which demo practice. Both have the same secrets.
 *
 * @param sehat the configured one
 * @param afya its own, unless that is the configured one: an account has one practice
 */
record DemoAccounts(List<String> sehat, List<String> afya) {
  static DemoAccounts of(String configured) {
    return new DemoAccounts(
        List.of(configured),
        configured.equals(AfyaPractice.ACCOUNT) ? List.of() : List.of(AfyaPractice.ACCOUNT));
  }
}
