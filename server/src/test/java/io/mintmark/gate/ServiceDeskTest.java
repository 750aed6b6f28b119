package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.Push;
import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Questions that are decided at other times than they are asked.
class ServiceDeskTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final List<String> answers = new ArrayList<>();
  private int answeredLate;
  private final ServiceDesk desk =
      new ServiceDesk(loop, push -> answers.add(push.topic()), () -> answeredLate++);

  @AfterEach
  void stop() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void onLoop(Runnable act) {
    loop.submit(act).syncUninterruptibly();
  }

  private static List<Push> answer(String... topics) {
    return Arrays.stream(topics).map(topic -> new Push(topic, new byte[0])).toList();
  }

  @Test
  void answersComeInTheOrderOfTheQuestions() {
    var first = new CompletableFuture<List<Push>>();
    var third = new CompletableFuture<List<Push>>();
    onLoop(
        () -> {
          desk.ask(() -> first);
          desk.ask(() -> CompletableFuture.completedFuture(answer("second a", "second b")));
          desk.ask(() -> third);
        });

    third.complete(answer("third"));
    onLoop(() -> assertThat(answers).isEmpty());
    first.complete(answer("first"));

    onLoop(() -> assertThat(answers).containsExactly("first", "second a", "second b", "third"));
  }

  @Test
  void aQuestionThatFailsGetsNoAnswerAndHoldsUpNobody() {
    onLoop(
        () -> {
          desk.ask(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
          desk.ask(
              () -> {
                throw new IllegalStateException("thrown");
              });
          desk.ask(() -> CompletableFuture.completedFuture(answer("third")));
        });

    onLoop(() -> assertThat(answers).containsExactly("third"));
  }

  @Test
  void aFullDeskSaysWhenThereIsRoomAgain() {
    var open = new ArrayList<CompletableFuture<List<Push>>>();
    onLoop(
        () -> {
          while (!desk.isFull()) {
            var question = new CompletableFuture<List<Push>>();
            open.add(question);
            desk.ask(() -> question);
          }
        });

    open.getFirst().complete(List.of());

    onLoop(
        () -> {
          assertThat(open).hasSize(ServiceDesk.MOST_OPEN);
          assertThat(desk.isFull()).isFalse();
          assertThat(answeredLate).isEqualTo(1);
        });
  }

  @Test
  void whatIsAnsweredAtOnceIsNotLate() {
    onLoop(() -> desk.ask(() -> CompletableFuture.completedFuture(answer("at once"))));

    onLoop(
        () -> {
          assertThat(answers).containsExactly("at once");
          assertThat(answeredLate).isZero();
        });
  }
}
