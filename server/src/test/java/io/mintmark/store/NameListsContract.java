package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.device.DeletedNames;
import io.mintmark.device.DeviceIdentity;
import io.mintmark.product.Product;
import io.mintmark.sheet.ListShelf;
import io.mintmark.sheet.ListShelf.Part;
import io.mintmark.sheet.NameListId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Examined lists of names, and the names of deleted devices.
abstract class NameListsContract extends StoreContract {

  private ListShelf shelf;
  private Product product;
  private NameListId id;

  @BeforeEach
  void makeProduct() {
    shelf = store.listShelf();
    product = samples.product();
    id = new NameListId(samples.word("n-"));
  }

  @Test
  void aListIsFoundFromItsLastStepOn() {
    begin(id);
    shelf.add(id, Part.ROWS, 0, new byte[] {7});
    assertThat(shelf.find(id)).isEmpty();

    shelf.finish(id);

    var entry = shelf.find(id).orElseThrow();
    assertThat(entry.product()).isEqualTo(product.key());
    assertThat(entry.createdAt()).isEqualTo(NOON);
    assertThat(entry.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void partsAreReadAsTheyWereWrittenAfterARestartToo() {
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    begin(id);
    shelf.add(id, Part.ROWS, 0, large);
    shelf.add(id, Part.ROWS, 1, new byte[] {1});
    shelf.add(id, Part.FINDINGS, 0, new byte[] {2});
    shelf.finish(id);

    reopen();

    assertThat(store.listShelf().read(id, Part.ROWS, 0)).hasValue(large);
    assertThat(store.listShelf().read(id, Part.ROWS, 1)).hasValue(new byte[] {1});
    assertThat(store.listShelf().read(id, Part.FINDINGS, 0)).hasValue(new byte[] {2});
    assertThat(store.listShelf().read(id, Part.TAKEN, 0)).isEmpty();
    assertThat(store.listShelf().read(id, Part.ROWS, 2)).isEmpty();
  }

  @Test
  void aListIsRemovedWithAllItsPartsAndNothingElse() {
    var other = new NameListId(samples.word("n-"));
    finished(id, 130);
    finished(other, 1);

    assertThat(shelf.remove(id)).isTrue();

    assertThat(shelf.find(id)).isEmpty();
    assertThat(shelf.read(id, Part.ROWS, 0)).isEmpty();
    assertThat(shelf.read(id, Part.ROWS, 129)).isEmpty();
    assertThat(shelf.read(other, Part.ROWS, 0)).isPresent();
    assertThat(shelf.remove(id)).isFalse();
  }

  @Test
  void aListThatIsNotFinishedIsRemovedToo() {
    begin(id);
    shelf.add(id, Part.ROWS, 0, new byte[] {1});

    assertThat(shelf.remove(id)).isTrue();

    assertThat(shelf.read(id, Part.ROWS, 0)).isEmpty();
  }

  @Test
  void expiredListsAreToldFinishedOrNot() {
    var other = new NameListId(samples.word("n-"));
    finished(id, 1);
    begin(other);

    assertThat(shelf.expired(NOON.plus(Duration.ofHours(23)), 1_000)).doesNotContain(id, other);
    assertThat(shelf.expired(NOON.plus(Duration.ofHours(24)), 1_000)).contains(id, other);
  }

  @Test
  void aListThatIsGoneCannotBeFinished() {
    begin(id);
    shelf.remove(id);

    assertThatThrownBy(() -> shelf.finish(id)).hasMessageContaining(id.value());
  }

  @Test
  void namesOfDeletedDevicesAreRememberedInTheirProduct() {
    var identity = samples.device(product, "lamp-1").identity();
    samples.minted(product, "lamp-2");
    var other = samples.product();

    store.devices().delete(identity);

    var deleted = store.deletedNames();
    assertThat(deleted.among(product.key(), List.of("lamp-0", "lamp-1", "lamp-2")))
        .containsExactly("lamp-1");
    assertThat(deleted.among(other.key(), List.of("lamp-1"))).isEmpty();
  }

  @Test
  void aDeletionThatFoundNothingIsNotRemembered() {
    var identity = samples.device(product, "lamp-1").identity();
    store.devices().delete(identity);
    store.devices().delete(identity);

    store.devices().delete(new DeviceIdentity(product.key(), "lamp-9"));

    assertThat(store.deletedNames().among(product.key(), List.of("lamp-1", "lamp-9")))
        .containsExactly("lamp-1");
  }

  @Test
  void aFewDeletedNamesAreFoundAmongMany() {
    DeletedNames deleted = store.deletedNames();
    for (var name : List.of("lamp-00001", "lamp-07777", "lamp-12000")) {
      store.devices().delete(samples.device(product, name).identity());
    }
    var names = new ArrayList<String>();
    for (int i = 1; i <= 12_000; i++) {
      names.add("lamp-%05d".formatted(i));
    }

    var found = deleted.among(product.key(), names);

    assertThat(found).containsExactly("lamp-00001", "lamp-07777", "lamp-12000");
  }

  private void begin(NameListId list) {
    shelf.begin(list, product.key(), NOON, NOON.plus(Duration.ofHours(24)));
  }

  private void finished(NameListId list, int parts) {
    begin(list);
    for (int i = 0; i < parts; i++) {
      shelf.add(list, Part.ROWS, i, new byte[] {1});
    }
    shelf.finish(list);
  }
}
