package io.mintmark.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.production.BatchOrder.Names;
import io.mintmark.production.OrderOutcome.NamesTaken;
import io.mintmark.production.OrderOutcome.Ordered;
import io.mintmark.production.OrderOutcome.Reason;
import io.mintmark.production.OrderOutcome.Refused;
import io.mintmark.sheet.NameListId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Orders from a stored list that was examined before.
class NameListOrderTest {

  private final Workshop workshop = Workshop.withoutThread();
  private final Product product = workshop.published(Dialect.ALIYUN);

  @Test
  void aListBecomesABatchOfItsNames() throws IOException {
    var list = workshop.lists.add(product.key(), "zulu", "alfa");

    var batch = ((Ordered) order(list)).batch();

    assertThat(batch.nameSource()).isEqualTo(NameSource.UPLOADED);
    assertThat(batch.papers().origin().list()).isEqualTo(list);
    workshop.mintAll(batch);
    assertThat(workshop.mintedNames(batch)).containsExactly("zulu", "alfa");
  }

  @Test
  void aListIsUsedOnce() throws IOException {
    var list = workshop.lists.add(product.key(), "zulu", "alfa");
    var batch = ((Ordered) order(list)).batch();

    var second = (Refused) order(list);

    assertThat(second.reason()).isEqualTo(Reason.LIST_USED);
    assertThat(second.sentence()).contains(batch.id().value());
  }

  @Test
  void aListOfAnotherProductOrThatIsOverIsUnknown() throws IOException {
    var foreign = workshop.lists.add(workshop.published(Dialect.ALIYUN).key(), "zulu");
    var over = workshop.lists.add(product.key(), "zulu");
    workshop.lists.forget(over);

    assertThat(((Refused) order(foreign)).reason()).isEqualTo(Reason.LIST_UNKNOWN);
    assertThat(((Refused) order(over)).reason()).isEqualTo(Reason.LIST_UNKNOWN);
  }

  @Test
  void aListWithErrorsIsRefused() throws IOException {
    var outcome = order(workshop.lists.addFaulty(product.key()));

    assertThat(((Refused) outcome).reason()).isEqualTo(Reason.LIST_FAULTY);
  }

  @Test
  void namesTakenSinceTheExaminationAreTold() throws IOException {
    var list = workshop.lists.add(product.key(), "zulu", "alfa");
    workshop.batches.addDevice(product.key(), "alfa");

    var outcome = (NamesTaken) order(list);

    assertThat(outcome.taken().first()).containsExactly(new Batches.Line(2, "alfa"));
    assertThat(workshop.batches.unfinished()).isEmpty();
  }

  private OrderOutcome order(NameListId list) throws IOException {
    return workshop.desk.place(
        new BatchOrder(product.key(), BurnMethod.DEVICE_SECRET, new Names.Listed(list)));
  }
}
