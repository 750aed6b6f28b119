package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Importing devices that have secrets already.
class ImportTest {

  private static final String SECRET = "pUR3vIXk4aNcJ1dQz8WmT0bYh6LsEoGf";

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/imports";

  @Test
  void anImportIsABatchLikeAnyOther() {
    var ordered =
        api.send(
            "POST",
            path + "?title=From%20elsewhere",
            "text/csv",
            BodyPublishers.ofString(
                "DeviceName,DeviceSecret\nunit-1,%s\nunit-2,%s\n".replace("%s", SECRET)));

    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.header("Location")).isEqualTo("/api/v1/batches/" + ordered.text("id"));
    assertThat(ordered.text("nameSource")).isEqualTo("IMPORTED");
    assertThat(ordered.text("burnMethod")).isEqualTo("DEVICE_SECRET");
    assertThat(ordered.text("title")).isEqualTo("From elsewhere");
    assertThat(ordered.body()).doesNotContain(SECRET);
    var batch = Orders.whenReady(api, ordered.text("id"));
    assertThat(api.get("/batches/" + batch + "/files/csv").body())
        .contains("unit-1," + SECRET, "unit-2," + SECRET);
  }

  @Test
  void aFileWithFaultsIsToldByRowsAndNothingOfItIsStored() {
    Orders.readyBatch(api, productKey, "taken-1\n");

    var refused =
        send(
            "text/csv",
            "good-1,%s\ntaken-1,%s\nbad-1,%s \nbad-2,\nbad-3,%s,%s\n".replace("%s", SECRET));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("NAMES_FAULTY", "NAME_TAKEN", "SECRET_UNFIT", "SECRET_EMPTY", "STATE_UNKNOWN")
        .contains("\"faultCount\":4")
        .doesNotContain(SECRET);
    var corrected = send("text/csv", "good-1,%s\nbad-1,%s\n".replace("%s", SECRET));
    assertThat(corrected.statusCode()).isEqualTo(201);
  }

  @Test
  void theSameImportWithTheSameKeyMakesOneBatch() {
    var file = "twice-1,%s\n".formatted(SECRET);

    var first = send("text/csv", file, "Idempotency-Key", "move-1");
    var again = send("application/octet-stream", file, "Idempotency-Key", "move-1");
    var other = send("text/csv", "twice-2,%s\n".formatted(SECRET), "Idempotency-Key", "move-1");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED").doesNotContain(SECRET);
  }

  @Test
  void anImportCanWaitAsADraftAndBeGivenUp() {
    var draft = api.send("POST", path + "?draft=true", "text/csv", body("later-1"));
    assertThat(draft.text("state")).isEqualTo("DRAFT");
    assertThat(send("text/csv", "later-1,%s\n".formatted(SECRET)).body()).contains("NAME_TAKEN");

    var cancelled = api.post("/batches/" + draft.text("id") + "/cancel");

    assertThat(cancelled.text("state")).isEqualTo("CANCELLED");
    assertThat(cancelled.text("nameSource")).isEqualTo("IMPORTED");
  }

  @Test
  void anOrderInJsonCannotBeAnImport() {
    var refused =
        api.post(
            "/products/" + productKey + "/batches",
            "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"IMPORTED\"}");

    assertThat(refused.problem()).isEqualTo("BAD_REQUEST");
    assertThat(refused.body()).contains("/imports");
  }

  private static HttpRequest.BodyPublisher body(String name) {
    return BodyPublishers.ofString("%s,%s\n".formatted(name, SECRET));
  }

  private HttpResponse<String> send(String type, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(api.base().resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + HOUSE.key)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < List.of(headers).size(); i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return api.http().send(request.build(), BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
