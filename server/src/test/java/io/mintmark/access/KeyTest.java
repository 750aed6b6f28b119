package io.mintmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.access.KeyDesk.IssuedKey;
import io.mintmark.device.Fixtures;
import io.mintmark.product.Dialect;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.ProductCatalog;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

  private static final ProjectId PROJECT = new ProjectId("p-0123456789");
  private static final ProjectId OTHER = new ProjectId("p-9876543210");

  private final Fixtures fixtures = new Fixtures();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.fixed(Fixtures.NOW);
  private final AccessKeys keys = new MemoryAccess().keys;
  private final List<String> closed = new ArrayList<>();
  private final KeyDesk desk = new KeyDesk(keys, fixtures.vault, closed::add, random, clock);
  private final MemoryProducts products = new MemoryProducts();
  private final ProductCatalog catalog =
      new ProductCatalog(products, fixtures.vault, random, clock);
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final ApplicationLogin login =
      new StoredApplicationLogin(keys, products, fixtures.vault, work::add);

  @Test
  void anApiKeyIsOneTextThatProvesItself() {
    var issued = desk.issueApiKey("ci");

    assertThat(issued.token().expose()).matches("mmk-[a-z0-9]{10}_[A-Za-z0-9_-]{43}");
    assertThat(desk.check(issued.token())).contains(issued.key());
    assertThat(issued.key().project()).isNull();
  }

  @Test
  void onlyTheHashOfATokenIsStored() {
    var issued = desk.issueApiKey("ci");

    var stored = keys.find(issued.key().id()).orElseThrow();

    assertThat(stored.tokenHash()).matches("[0-9a-f]{64}");
    assertThat(issued.token().expose()).doesNotContain(stored.tokenHash());
    assertThat(issued.toString()).doesNotContain(issued.token().expose());
  }

  @Test
  void theTokenOfOneKeyDoesNotOpenAnother() {
    var one = desk.issueApiKey("one").token().expose();
    var other = desk.issueApiKey("other").token().expose();

    var mixed = desk.check(SecretText.of(one.substring(0, 14) + other.substring(14)));

    assertThat(mixed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mmk-",
        "mmk-0123456789",
        "mmk-0123456789_",
        "mmk-0123456789_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "mma-0123456789_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "mmk-0123456789_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
      })
  void whatIsNoKeyOpensNothing(String presented) {
    assertThat(desk.check(SecretText.of(presented))).isEmpty();
  }

  @Test
  void aRevokedKeyOpensNothing() {
    var issued = desk.issueApiKey("ci");

    boolean revoked = desk.revoke(issued.key().id());

    assertThat(revoked).isTrue();
    assertThat(closed).containsExactly(issued.key().id());
    assertThat(desk.check(issued.token())).isEmpty();
    assertThat(desk.revoke(issued.key().id())).isFalse();
    assertThat(desk.all()).isEmpty();
  }

  @Test
  void allKeysAreListed() {
    var api = desk.issueApiKey("ci").key();
    var application = desk.issueApplicationKey("cloud", PROJECT).key();

    assertThat(desk.all()).containsExactly(api, application);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "12345678901234567890123456789012345678901234567890123456789012345"})
  void aKeyNeedsAName(String name) {
    assertThatThrownBy(() -> desk.issueApiKey(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(desk.all()).isEmpty();
  }

  @Test
  void aCloudProgramIsAdmittedToTheProductsOfItsProject() {
    var aliyun = catalog.create(PROJECT, "one", Dialect.ALIYUN);
    var tencent = catalog.create(PROJECT, "two", Dialect.TENCENT);
    catalog.create(OTHER, "three", Dialect.ALIYUN);
    var issued = desk.issueApplicationKey("cloud", PROJECT);

    var admitted = logIn(issued.key().id(), issued.token().expose());

    assertThat(admitted)
        .contains(
            new Application(
                issued.key().id(),
                PROJECT,
                Map.of(aliyun.key(), Dialect.ALIYUN, tencent.key(), Dialect.TENCENT)));
  }

  @Test
  void theStoreIsNotAskedOnTheCallersThread() {
    var issued = desk.issueApplicationKey("cloud", PROJECT);

    var stage = login.login(issued.key().id(), issued.token().expose()).toCompletableFuture();

    assertThat(stage).isNotDone();
    work.remove().run();
    assertThat(stage).isCompleted();
  }

  @Test
  void aWrongTokenAnUnknownKeyAndARevokedKeyAreNotAdmitted() {
    var issued = desk.issueApplicationKey("cloud", PROJECT);
    var revoked = desk.issueApplicationKey("old", PROJECT);
    desk.revoke(revoked.key().id());

    assertThat(logIn(issued.key().id(), issued.token().expose() + "x")).isEmpty();
    assertThat(logIn(issued.key().id(), "")).isEmpty();
    assertThat(logIn("mma-0123456789", issued.token().expose())).isEmpty();
    assertThat(logIn(revoked.key().id(), revoked.token().expose())).isEmpty();
  }

  @Test
  void anApiKeyIsNoApplicationKeyAndTheOtherWayRound() {
    var api = desk.issueApiKey("ci");
    var application = desk.issueApplicationKey("cloud", PROJECT);

    assertThat(logIn(api.key().id(), api.token().expose().substring(15))).isEmpty();
    assertThat(desk.check(presented(application))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mma-", "mma-012345678", "mma-0123456789x", "mma-ABCDEFGHIJ", "\0"})
  void anIdOfNoKeyDoesNotReachTheStore(String id) {
    var stage = login.login(id, "token").toCompletableFuture();

    assertThat(stage).isCompletedWithValue(Optional.empty());
    assertThat(work).isEmpty();
  }

  private Optional<Application> logIn(String id, String token) {
    var stage = login.login(id, token).toCompletableFuture();
    work.forEach(Runnable::run);
    work.clear();
    return stage.join();
  }

  private static SecretText presented(IssuedKey issued) {
    return SecretText.of(issued.key().id() + "_" + issued.token().expose());
  }
}
