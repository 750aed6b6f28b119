package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.Device;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.event.Origin;
import io.mintmark.event.Transport;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.risk.ClientLogin;
import io.mintmark.risk.Evidence;
import io.mintmark.risk.EvidenceKind;
import io.mintmark.risk.RiskFile;
import io.mintmark.risk.RiskFiles;
import io.mintmark.risk.RiskFiles.Release;
import io.mintmark.risk.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Evidence, what it came to, and what operators decided.
abstract class RiskContract extends StoreContract {

  private static final Origin ORIGIN = new Origin(Transport.MQTTS, "203.0.113.9");

  private RiskFiles files;
  private Product product;
  private Device device;

  @BeforeEach
  void makeDevice() {
    files = store.riskFiles();
    product = samples.product();
    device = samples.device(product, "lamp");
  }

  @Test
  void aDeviceWithoutEvidenceHasABlankFile() {
    assertThat(files.find(device.identity())).contains(RiskFile.blank(device.identity(), false));
    assertThat(files.evidence(device.identity())).isEmpty();
  }

  @Test
  void anUnknownDeviceHasNoFileAndNoEvidenceIsKept() {
    var nobody = new DeviceIdentity(product.key(), "nobody");

    assertThat(files.add(List.of(piece(nobody, 1)))).isEmpty();

    assertThat(files.find(nobody)).isEmpty();
    assertThat(files.evidence(nobody)).isEmpty();
    assertThat(files.hold(nobody)).isFalse();
    assertThat(files.release(nobody, NOON)).isEqualTo(Release.NO_DEVICE);
  }

  @Test
  void aPieceIsReadAsItWasWritten() {
    var whole =
        new Evidence(
            device.identity(),
            EvidenceKind.NETWORKS_AT_ONCE,
            NOON.plusMillis(7),
            "unit-a",
            ORIGIN,
            "10.0.8.4",
            "from here and there");
    var bare =
        new Evidence(
            device.identity(),
            EvidenceKind.SEVERAL_CLIENTS,
            NOON.plusMillis(8),
            null,
            new Origin(Transport.HTTP, "2001:db8:0:0:0:0:0:1"),
            null,
            "several");

    files.add(List.of(whole, bare));

    assertThat(files.evidence(device.identity()))
        .containsExactly(
            new RiskFiles.KeptEvidence(bare, false), new RiskFiles.KeptEvidence(whole, false));
  }

  @Test
  void theFileIsReadAsItWasAnswered() {
    var recorded = files.add(List.of(piece(1), piece(2), atOnce(3)));

    assertThat(recorded).hasSize(3);
    assertThat(recorded.get(0).before()).isEqualTo(RiskFile.blank(device.identity(), false));
    assertThat(recorded.get(1).before()).isEqualTo(recorded.get(0).after());
    assertThat(files.find(device.identity())).contains(recorded.get(2).after());
    assertThat(recorded.get(2).after().scoreAt(at(3))).isEqualTo(100);
    assertThat(recorded.get(2).after().clonedAt()).isEqualTo(at(3));
  }

  @Test
  void evidenceLivesThroughARestart() {
    files.add(List.of(piece(1)));
    var before = files.find(device.identity());

    reopen();

    assertThat(store.riskFiles().find(device.identity())).isEqualTo(before);
    assertThat(store.riskFiles().evidence(device.identity())).hasSize(1);
  }

  @Test
  void onlyTheLastPiecesAreKeptAndAllAreCounted() {
    var pieces = new ArrayList<Evidence>();
    for (int i = 0; i < RiskFiles.KEPT_PIECES + 20; i++) {
      pieces.add(atOnce(i));
    }

    files.add(pieces);

    var kept = files.evidence(device.identity());
    assertThat(kept).hasSize(RiskFiles.KEPT_PIECES);
    assertThat(kept.getFirst().piece()).isEqualTo(pieces.getLast());
    assertThat(files.find(device.identity()).orElseThrow().tallies().getFirst().count())
        .isEqualTo(pieces.size());
  }

  @Test
  void aPieceOfADeviceThatWasThereBeforeUnderTheNameIsLeftOut() {
    assertThat(files.add(List.of(piece(-1)))).isEmpty();
    assertThat(files.evidence(device.identity())).isEmpty();
  }

  @Test
  void aHoldNeedsTheVerdict() {
    files.add(List.of(piece(1)));
    assertThat(files.hold(device.identity())).isFalse();

    files.add(List.of(piece(2), piece(3)));
    assertThat(files.hold(device.identity())).isTrue();
    assertThat(files.hold(device.identity())).isFalse();

    assertThat(store.devices().find(device.identity()).orElseThrow().held()).isTrue();
    assertThat(files.find(device.identity()).orElseThrow().held()).isTrue();
  }

  @Test
  void aHeldDeviceCanNeitherRegisterNorLogIn() {
    clone(device.identity());
    files.hold(device.identity());

    assertThat(done(store.identities().markRegistered(device, 1, NOON))).isFalse();
    assertThat(done(store.identities().markActivated(device, NOON))).isFalse();
  }

  @Test
  void aReleaseLetsInAcknowledgesAndKeepsThePieces() {
    clone(device.identity());
    files.hold(device.identity());

    assertThat(files.release(device.identity(), at(10))).isEqualTo(Release.RELEASED);

    var file = files.find(device.identity()).orElseThrow();
    assertThat(file)
        .isEqualTo(new RiskFile(device.identity(), false, List.of(), null, null, null, at(10)));
    assertThat(store.devices().find(device.identity()).orElseThrow().held()).isFalse();
    assertThat(files.evidence(device.identity()))
        .hasSize(3)
        .allMatch(RiskFiles.KeptEvidence::acknowledged);
    assertThat(files.hold(device.identity())).isFalse();
    assertThat(files.release(device.identity(), at(11))).isEqualTo(Release.NOTHING);
  }

  @Test
  void afterAReleaseNewEvidenceCountsAndOldDoesNot() {
    clone(device.identity());
    files.release(device.identity(), at(10));

    assertThat(files.add(List.of(piece(9)))).isEmpty();
    assertThat(files.add(List.of(piece(11)))).hasSize(1);

    var file = files.find(device.identity()).orElseThrow();
    assertThat(file.scoreAt(at(11))).isEqualTo(40);
    assertThat(file.firstAt()).isEqualTo(at(11));
    assertThat(files.evidence(device.identity()))
        .extracting(RiskFiles.KeptEvidence::acknowledged)
        .containsExactly(false, true, true, true);
  }

  @Test
  void evidenceEndsWithItsDevice() {
    clone(device.identity());
    store.clientLogins().put(List.of(login(device.identity(), "unit-a", 1)));

    store.devices().delete(device.identity());
    samples.device(product, "lamp");

    assertThat(files.find(device.identity())).contains(RiskFile.blank(device.identity(), false));
    assertThat(files.evidence(device.identity())).isEmpty();
    assertThat(store.clientLogins().ofName(device.identity())).isEmpty();
  }

  @Test
  void theListHoldsWhatIsRiskyNow() {
    samples.minted(product, "b-cloned", "c-suspect", "a-clear", "ä-cloned");
    clone(identity("ä-cloned"));
    clone(identity("b-cloned"));
    files.add(List.of(piece(identity("c-suspect"), 1), atOnce(identity("a-clear"), 1)));
    clone(samples.device(samples.product(), "other").identity());

    assertThat(names(at(2), null, 10)).containsExactly("b-cloned", "c-suspect", "ä-cloned");
    assertThat(names(at(2), null, 1)).containsExactly("b-cloned");
    assertThat(names(at(2), "b-cloned", 1)).containsExactly("c-suspect");
    assertThat(names(at(2), "c-suspect", 9)).containsExactly("ä-cloned");
    assertThat(names(NOON.plus(Duration.ofDays(9)), null, 10))
        .containsExactly("b-cloned", "ä-cloned");

    files.release(identity("b-cloned"), at(20));

    assertThat(names(at(21), null, 10)).doesNotContain("b-cloned");
  }

  @Test
  void theListTellsWhatTheFileTells() {
    clone(device.identity());
    files.hold(device.identity());

    assertThat(files.page(product.key(), at(4), null, 10))
        .containsExactly(files.find(device.identity()).orElseThrow());
    assertThat(files.page(new ProductKey("a1unknown"), NOON, null, 10)).isEmpty();
  }

  @Test
  void twoThatWriteAtOnceLoseNoPiece() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var writes = new ArrayList<Future<?>>();
      for (int i = 0; i < 40; i++) {
        var piece = atOnce(i);
        writes.add(threads.submit(() -> files.add(List.of(piece))));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    }

    assertThat(files.find(device.identity()).orElseThrow().tallies().getFirst().count())
        .isEqualTo(40);
    assertThat(files.evidence(device.identity())).hasSize(40);
  }

  @Test
  void theLatestLoginOfEachUnitIsKept() {
    var logins = store.clientLogins();
    var stranger = new DeviceIdentity(product.key(), "nobody");
    logins.put(List.of(login(device.identity(), "unit-a", 5), login(stranger, "unit-a", 5)));
    logins.put(
        List.of(
            login(device.identity(), "unit-a", 3), // late to get here
            login(device.identity(), "unit-b", 6)));

    assertThat(logins.ofName(device.identity()))
        .containsExactlyInAnyOrder(
            login(device.identity(), "unit-a", 5), login(device.identity(), "unit-b", 6));
    assertThat(logins.ofName(stranger)).isEmpty();

    var bare = new ClientLogin(device.identity(), "unit-a", at(9), ORIGIN, null);
    logins.put(List.of(bare));

    assertThat(logins.ofName(device.identity())).contains(bare);
  }

  private void clone(DeviceIdentity identity) {
    files.add(List.of(piece(identity, 1), piece(identity, 2), piece(identity, 3)));
    assertThat(files.find(identity).orElseThrow().verdictAt(at(3))).isEqualTo(Verdict.CLONED);
  }

  private List<String> names(Instant now, @Nullable String after, int limit) {
    return files.page(product.key(), now, after, limit).stream()
        .map(file -> file.identity().name())
        .toList();
  }

  private DeviceIdentity identity(String name) {
    return new DeviceIdentity(product.key(), name);
  }

  private Evidence piece(int seconds) {
    return piece(device.identity(), seconds);
  }

  private static Evidence piece(DeviceIdentity identity, int seconds) {
    return evidence(identity, EvidenceKind.SESSION_ALTERNATES, seconds);
  }

  private Evidence atOnce(int seconds) {
    return atOnce(device.identity(), seconds);
  }

  private static Evidence atOnce(DeviceIdentity identity, int seconds) {
    return evidence(identity, EvidenceKind.NETWORKS_AT_ONCE, seconds);
  }

  private static Evidence evidence(DeviceIdentity identity, EvidenceKind kind, int seconds) {
    return new Evidence(identity, kind, at(seconds), null, ORIGIN, "10.0.8.4", "seen");
  }

  private static ClientLogin login(DeviceIdentity identity, String clientId, int seconds) {
    return new ClientLogin(identity, clientId, at(seconds), ORIGIN, "sdk-c|4.2.0");
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static boolean done(java.util.concurrent.CompletionStage<Boolean> stage) {
    return stage.toCompletableFuture().join();
  }
}
