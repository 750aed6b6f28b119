package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders with the header Idempotency-Key.
class IdempotencyTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/batches";

  private record Way(String type, String query, String body) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(
              "application/json",
              "",
              "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":3}"),
          new Way(
              "application/json",
              "",
              "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"PATTERN\",\"count\":3,"
                  + "\"pattern\":\"p-{counter:4}\"}"),
          new Way("text/csv", "?burnMethod=DEVICE_SECRET", "csv-1\ncsv-2\n"),
          new Way(
              "multipart/form-data; boundary=x",
              "",
              String.join(
                  "\r\n",
                  "--x",
                  "Content-Disposition: form-data; name=\"burnMethod\"",
                  "",
                  "DEVICE_SECRET",
                  "--x",
                  "Content-Disposition: form-data; name=\"file\"; filename=\"n\"",
                  "",
                  "form-1",
                  "--x--",
                  "")));

  @Test
  void inEveryWayOfOrderingTheSameKeyAnswersTheSameBatch() {
    for (var way : WAYS) {
      var key = "key of " + WAYS.indexOf(way);
      var first = order(way, key.replace(' ', '-'));
      var second = order(way, key.replace(' ', '-'));

      assertThat(first.status()).as(first.body()).isEqualTo(201);
      assertThat(first.header("Idempotency-Replayed")).isEmpty();
      assertThat(second.status()).isEqualTo(201);
      assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(second.text("id")).isEqualTo(first.text("id"));
      assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }
  }

  @Test
  void anotherOrderWithTheKeyIsRefused() {
    order(WAYS.get(2), "key-other");

    var answer = order(new Way("text/csv", "?burnMethod=DEVICE_SECRET", "csv-9\n"), "key-other");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(answer.text("detail")).contains("b-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "tab\tin it", ""})
  void aKeyOfAnotherFormIsRefused(String key) {
    var answer = order(WAYS.get(0), key);

    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void aKeyHasALimit() {
    assertThat(order(WAYS.get(0), "k".repeat(128)).status()).isEqualTo(201);
    assertThat(order(WAYS.get(0), "k".repeat(129)).problem()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void tenRequestsAtOnceMakeOneBatch() throws Exception {
    for (var way : WAYS) {
      var body = way.type.equals("text/csv") ? names() : way.body;
      var one = new Way(way.type, way.query, body);
      var start = new CyclicBarrier(10);
      Callable<Answer> act =
          () -> {
            start.await();
            return order(one, "key-at-once-" + WAYS.indexOf(way));
          };

      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var ids = new HashSet<String>();
        for (var answer : threads.invokeAll(Collections.nCopies(10, act))) {
          assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(201);
          ids.add(answer.get().text("id"));
        }
        assertThat(ids).hasSize(1);
      }
    }
  }

  private static String names() {
    return IntStream.range(0, 5_000)
        .mapToObj("many-%05d"::formatted)
        .collect(Collectors.joining("\n"));
  }

  private Answer order(Way way, String key) {
    var request =
        api.request("POST", path + way.query, way.type, BodyPublishers.ofString(way.body));
    var withKey = HttpRequest.newBuilder(request, (_, _) -> true);
    try {
      return new Answer(
          api.http()
              .send(withKey.header(IdempotencyKey.HEADER, key).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
