package org.tabib.projections.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLTransientException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;

class SearchKeysTest {
  @Test
  void keysThatCannotBeLoadedArePassingTroubleAndNoEventIsToBlame() {
    DataSource broken =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("the keys of the practice are not loaded");
                });
    KeyRing ring = new KeyRing(broken, DataKey.of(new byte[32]));
    SearchKeys keys = SearchKeys.of(new PersonKeys(broken, ring, Runnable::run), ring);

    assertThatThrownBy(() -> keys.vaults(List.of("demo.somebody")))
        .isInstanceOf(SQLTransientException.class);
  }
}
