package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.access.AccessKey;
import io.mintmark.access.Account;
import io.mintmark.access.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Accounts, keys of programs, sessions of people.
abstract class AccessContract extends StoreContract {

  @Test
  void accountsAreAddedAndReplaced() {
    assertThat(store.accounts().isEmpty()).isTrue();
    store.accounts().put(new Account("admin", "hash one", true, Role.OPERATOR, NOON));
    var changed = new Account("admin", "hash two", false, Role.OPERATOR, NOON.plusMillis(1));

    store.accounts().put(changed);

    assertThat(store.accounts().isEmpty()).isFalse();
    assertThat(store.accounts().find("admin")).contains(changed);
    assertThat(store.accounts().find("Admin")).isEmpty();
  }

  @Test
  void keysAreListedOldestFirstUntilRemoved() {
    var project = samples.project().id();
    var application =
        new AccessKey(
            samples.word("mma-"),
            AccessKey.Kind.APPLICATION,
            "bus",
            project,
            Role.OPERATOR,
            "h1",
            NOON);
    var api =
        new AccessKey(
            samples.word("mmk-"),
            AccessKey.Kind.API,
            "ci",
            null,
            Role.OPERATOR,
            "h2",
            NOON.minusMillis(1));
    store.accessKeys().add(application);
    store.accessKeys().add(api);

    assertThat(store.accessKeys().all()).containsExactly(api, application);
    assertThat(store.accessKeys().find(application.id())).contains(application);
    assertThat(store.accessKeys().find(api.id())).contains(api);

    assertThat(store.accessKeys().remove(api.id())).isTrue();
    assertThat(store.accessKeys().remove(api.id())).isFalse();
    assertThat(store.accessKeys().find(api.id())).isEmpty();
  }

  @Test
  void aSignInEndsAtItsTime() {
    String token = samples.word("");
    store.signIns().add(token, "ann", NOON);

    assertThat(store.signIns().find(token, NOON.minusMillis(1))).contains("ann");
    assertThat(store.signIns().find(token, NOON)).isEmpty();
  }

  @Test
  void signInsThatAreOverAreForgottenAndOthersStay() {
    store.signIns().add("old", "bob", NOON);
    store.signIns().add("new", "bob", NOON.plusMillis(1));

    store.signIns().removeOver(NOON);

    Instant before = NOON.minusMillis(1);
    assertThat(store.signIns().find("old", before)).isEmpty();
    assertThat(store.signIns().find("new", before)).contains("bob");
  }

  @Test
  void signInsAreRemovedOneByOneOrAllOfAnAccount() {
    store.signIns().add("bob-1", "bob", NOON);
    store.signIns().add("bob-2", "bob", NOON);
    store.signIns().add("bob-3", "bob", NOON);
    store.signIns().add("eve-1", "eve", NOON);
    var before = NOON.minusSeconds(1);

    store.signIns().remove("bob-1");

    assertThat(store.signIns().find("bob-1", before)).isEmpty();
    assertThat(store.signIns().find("bob-2", before)).contains("bob");

    store.signIns().removeAll("bob");

    assertThat(store.signIns().find("bob-2", before)).isEmpty();
    assertThat(store.signIns().find("bob-3", before)).isEmpty();
    assertThat(store.signIns().find("eve-1", before)).contains("eve");
  }
}
