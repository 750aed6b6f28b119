package io.mintmark.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void whatIsDecidedAtOnceIsLookedAtOnce() {
    var outcome = Rounds.decide(this::look, look -> Rounds.decided("at look " + look));

    assertThat(outcome).isCompletedWithValue("at look 1");
    assertThat(looks).hasValue(1);
  }

  @Test
  void whatChangedBeforeTheWriteIsLookedAtAgain() {
    var outcome =
        Rounds.decide(
            this::look,
            look ->
                Rounds.onceWritten(
                    CompletableFuture.completedFuture(look == 2), () -> "at look " + look));

    assertThat(outcome).isCompletedWithValue("at look 2");
  }

  @Test
  void whatNeverHoldsStillIsGivenUp() {
    var outcome =
        Rounds.decide(this::look, _ -> CompletableFuture.completedFuture(Optional.<String>empty()));

    assertThatThrownBy(() -> outcome.toCompletableFuture().join())
        .hasCauseInstanceOf(StoreOverloadedException.class);
    assertThat(looks).hasValue(3);
  }

  @Test
  void aFailureOfTheStoreIsPassedOnWithItsCause() {
    var broken = new IllegalStateException("disk on fire");

    var cause =
        Rounds.decide(
                () -> CompletableFuture.<String>failedFuture(broken),
                _ -> Rounds.decided(new Object()))
            .<Object>handle((_, failure) -> Rounds.causeOf(failure))
            .toCompletableFuture()
            .join();

    assertThat(cause).isSameAs(broken);
  }

  private CompletionStage<Integer> look() {
    return CompletableFuture.completedFuture(looks.incrementAndGet());
  }
}
