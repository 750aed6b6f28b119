package io.mintmark.store;

import static io.mintmark.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.CloneResponse;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.RegistrationMode;
import io.mintmark.product.RetiredSecret;
import io.mintmark.project.Project;
import io.mintmark.project.ProjectId;
import org.junit.jupiter.api.Test;

/// Projects, products and facts about the installation.
abstract class OwnersContract extends StoreContract {

  private static final ProductRules LISTED =
      new ProductRules(RegistrationMode.LISTED, 2, 77, CloneResponse.HOLD, true, true, true, true);

  @Test
  void aRotationKeepsTheSecretBeforeItAsTheOlder() {
    var product = samples.product();
    var next = samples.secret(product, 2);

    assertThat(store.products().rotateSecret(product.key(), next)).isTrue();

    var rotated = store.products().find(product.key()).orElseThrow();
    assertThat(rotated.secret()).isEqualTo(next);
    assertThat(rotated.olderSecret()).isEqualTo(product.secret());
  }

  @Test
  void aSecondRotationWaitsForTheRetirementOfTheOlderSecret() {
    var product = samples.product();
    store.products().rotateSecret(product.key(), samples.secret(product, 2));

    assertThat(store.products().rotateSecret(product.key(), samples.secret(product, 3))).isFalse();
    assertThat(store.products().retireSecret(product.key(), 1, NOON)).isTrue();

    assertThat(store.products().rotateSecret(product.key(), samples.secret(product, 3))).isTrue();
    assertThat(store.products().retiredSecrets(product.key()))
        .containsExactly(new RetiredSecret(product.secret(), NOON));
  }

  @Test
  void onlyTheOlderSecretRetiresAndOnlyOnce() {
    var product = samples.product();

    assertThat(store.products().retireSecret(product.key(), 1, NOON)).isFalse();
    store.products().rotateSecret(product.key(), samples.secret(product, 2));
    assertThat(store.products().retireSecret(product.key(), 2, NOON)).isFalse();
    assertThat(store.products().retireSecret(product.key(), 1, NOON)).isTrue();
    assertThat(store.products().retireSecret(product.key(), 1, NOON)).isFalse();
  }

  @Test
  void aVersionThatIsNotTheNextIsNotTaken() {
    var product = samples.product();

    assertThat(store.products().rotateSecret(product.key(), samples.secret(product, 3))).isFalse();
    assertThat(store.products().rotateSecret(product.key(), samples.secret(product, 1))).isFalse();
    assertThat(store.products().find(product.key())).contains(product);
  }

  @Test
  void aProjectIsFoundAsItWasAdded() {
    var project = samples.project();

    assertThat(store.projects().find(project.id())).contains(project);
    assertThat(store.projects().find(new ProjectId("p-0000000000"))).isEmpty();
  }

  @Test
  void projectsAreListedOldestFirst() {
    var late = new Project(new ProjectId(samples.word("p-")), "Late", NOON.plusSeconds(9));
    var early = new Project(new ProjectId(samples.word("p-")), "Early", NOON.minusSeconds(9));
    store.projects().add(late);
    store.projects().add(early);

    assertThat(store.projects().all()).containsSubsequence(early, late);
  }

  @Test
  void aProductIsFoundAsItWasAdded() {
    var product = samples.product();

    assertThat(store.products().find(product.key())).contains(product);
    assertThat(store.products().find(new ProductKey("a1unknown"))).isEmpty();
  }

  @Test
  void aProjectListsItsOwnProductsOldestFirst() {
    var project = samples.project().id();
    var late = samples.unsavedProduct(project, NOON.plusMillis(1));
    var early = samples.unsavedProduct(project, NOON);
    store.products().add(late);
    store.products().add(early);
    samples.product();

    assertThat(store.products().ofProject(project)).containsExactly(early, late);
  }

  @Test
  void publishingAndTheSwitchChangeNothingElse() {
    var product = samples.product();

    store.products().publish(product.key());
    store.products().publish(product.key());
    store.products().setRules(product.key(), LISTED);

    var changed = store.products().find(product.key()).orElseThrow();
    assertThat(changed.state()).isEqualTo(Product.State.PUBLISHED);
    assertThat(changed.rules()).isEqualTo(LISTED);
    assertThat(changed.secret()).isEqualTo(product.secret());

    store.products().setRules(product.key(), ProductRules.DEFAULT);
    assertThat(store.products().find(product.key()).orElseThrow().rules())
        .isEqualTo(ProductRules.DEFAULT);
  }

  @Test
  void factsAreReplacedAndOutliveARestart() {
    store.installation().put("colour", "red");
    store.installation().put("colour", "blue");
    var product = samples.product();

    reopen();

    assertThat(store.installation().find("colour")).contains("blue");
    assertThat(store.installation().find("size")).isEmpty();
    assertThat(store.products().find(product.key())).contains(product);
  }
}
