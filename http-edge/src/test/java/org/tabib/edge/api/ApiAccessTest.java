package org.tabib.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAccessTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void isOpenInDemoModeOnLoopback(String host) {
    assertThat(ApiAccess.decide(true, new InetSocketAddress(host, 8080)))
        .isInstanceOf(ApiAccess.Open.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void isClosedWhereOthersCanReachIt(String host) {
    assertThat(ApiAccess.decide(true, new InetSocketAddress(host, 8080)))
        .isInstanceOfSatisfying(
            ApiAccess.Closed.class,
            closed -> assertThat(closed.reason()).contains("TABIB_HTTP_HOST"));
  }

  @Test
  void isClosedWhenTheHostHasNoAddress() {
    assertThat(ApiAccess.decide(true, InetSocketAddress.createUnresolved("nowhere.invalid", 8080)))
        .isInstanceOf(ApiAccess.Closed.class);
  }

  @Test
  void isClosedInProductionMode() {
    assertThat(ApiAccess.decide(false, new InetSocketAddress("127.0.0.1", 8080)))
        .isInstanceOf(ApiAccess.Closed.class);
  }
}
