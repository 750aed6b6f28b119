package io.mintmark.production;

import static io.mintmark.production.Workshop.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.device.BatchId;
import io.mintmark.product.Dialect;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A batch of ten units in chunks of three, and a server that dies at one point after another:
/// right before a call to the store, or right after it, when the answer is lost.
class MintRestartTest {

  private static final List<String> NAMES =
      IntStream.rangeClosed(1, 10).mapToObj("unit%02d"::formatted).toList();

  @Test
  void whereverTheServerDiesEveryListedUnitIsMintedOnce() throws IOException {
    int deaths = 0;
    while (diesAndStillMints(deaths, true)) {
      deaths++;
    }

    // Four chunks of find, lines and mint, each call with a before and an after.
    assertThat(deaths).isEqualTo(4 * 3 * 2);
  }

  @Test
  void whereverTheServerDiesEveryGeneratedUnitIsMintedOnce() throws IOException {
    int deaths = 0;
    while (diesAndStillMints(deaths, false)) {
      deaths++;
    }

    // Four chunks of find and mint.
    assertThat(deaths).isEqualTo(4 * 2 * 2);
  }

  /// False if minting was done before it came to that point.
  private static boolean diesAndStillMints(int point, boolean listed) throws IOException {
    var workshop = Workshop.withoutThread();
    var product = workshop.published(Dialect.TENCENT);
    var batch =
        batchOf(
            listed
                ? workshop.orderSheet(product, String.join("\n", NAMES))
                : workshop.orderGenerated(product, NAMES.size()));

    boolean died = diesAt(point, workshop, batch.id());
    var finished = workshop.mintAll(batch);

    assertThat(finished.state()).isEqualTo(Batch.State.READY);
    assertThat(finished.minted()).isEqualTo(NAMES.size());
    assertThat(workshop.batches.mintedUnits(batch.id()))
        .extracting(Batches.Unit::number)
        .isEqualTo(IntStream.rangeClosed(1, NAMES.size()).boxed().toList());
    assertThat(workshop.mintedNames(batch)).doesNotHaveDuplicates();
    if (listed) {
      assertThat(workshop.mintedNames(batch)).isEqualTo(NAMES);
    }
    return died;
  }

  private static boolean diesAt(int point, Workshop workshop, BatchId id) {
    var batches = new MortalBatches(workshop.batches, point).proxy();
    var mint =
        new Mint(
            batches,
            workshop.products,
            workshop.vault,
            workshop.events::add,
            new Pace(Workshop.SETTINGS, DeviceTraffic.NONE, System::nanoTime),
            workshop.random,
            workshop.clock);
    try {
      boolean more = true;
      while (more) {
        more = mint.mintChunk(id).isPresent();
      }
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Passes calls on and throws [Killed] at one point: point 2n before call n, 2n + 1 after it.
  private static final class MortalBatches {
    private final Batches target;
    private final int point;
    private int passed;

    MortalBatches(Batches target, int point) {
      this.target = target;
      this.point = point;
    }

    Batches proxy() {
      return (Batches)
          Proxy.newProxyInstance(
              Batches.class.getClassLoader(),
              new Class<?>[] {Batches.class},
              (_, method, arguments) -> {
                pass();
                try {
                  var answer = method.invoke(target, arguments);
                  pass();
                  return answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private void pass() {
      if (passed++ == point) {
        throw new Killed();
      }
    }
  }
}
