package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.access.AccessKey;
import io.mintmark.access.Account;
import io.mintmark.access.Role;
import io.mintmark.project.FactoryId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Accounts, keys of programs, sessions of people.
abstract class AccessContract extends StoreContract {

  @Test
  void accountsAreAddedAndReplaced() {
    store.accounts().all().forEach(account -> store.accounts().remove(account.name()));
    assertThat(store.accounts().isEmpty()).isTrue();
    store.accounts().put(new Account("admin", "hash one", true, Role.operator(), NOON));
    var changed = new Account("admin", "hash two", false, Role.operator(), NOON.plusMillis(1));

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
            Role.operator(),
            "h1",
            NOON);
    var api =
        new AccessKey(
            samples.word("mmk-"),
            AccessKey.Kind.API,
            "ci",
            null,
            Role.operator(),
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
  void rolesComeBackAsTheyWere() {
    var role = new Role.OfFactory(new FactoryId("f-0123456789"));
    var account = new Account(samples.word("mei"), "hash", true, role, NOON);
    var key =
        new AccessKey(samples.word("mmk-"), AccessKey.Kind.API, "line", null, role, "h", NOON);
    store.accounts().put(account);
    store.accessKeys().add(key);

    assertThat(store.accounts().find(account.name())).contains(account);
    assertThat(store.accessKeys().find(key.id())).contains(key);
  }

  @Test
  void anAccountIsAddedOnceListedAndRemoved() {
    var account = new Account(samples.word("ann"), "hash", true, Role.operator(), NOON);
    assertThat(store.accounts().add(account)).isTrue();
    var other = new Account(account.name(), "other", false, Role.operator(), NOON);

    assertThat(store.accounts().add(other)).isFalse();

    assertThat(store.accounts().all()).contains(account);
    assertThat(store.accounts().remove(account.name())).isTrue();
    assertThat(store.accounts().remove(account.name())).isFalse();
    assertThat(store.accounts().find(account.name())).isEmpty();
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
