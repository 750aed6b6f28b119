package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A batch between the person who asks for it and the one who reviews it.
class BatchLifeTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient owner = HOUSE.api();
  private final ApiClient reviewer = HOUSE.another("reviewer");
  private final String project = Orders.project(owner);
  private final String productKey = product();

  @Test
  void aBatchIsReviewedByAnotherThanWhoAskedAndClosedInTheEnd() {
    review(true);
    var ordered = order("\"title\":\"Spring\",\"remark\":\"for Suzhou\"");
    var batch = "/batches/" + ordered.text("id");
    assertThat(ordered.text("state")).isEqualTo("IN_REVIEW");
    assertThat(ordered.json().path("acts").toString())
        .isEqualTo("[\"APPROVE\",\"REJECT\",\"CANCEL\"]");
    assertThat(ordered.text("title")).isEqualTo("Spring");

    var byTheAsker = owner.post(batch + "/approve");
    var approved = reviewer.post(batch + "/approve");

    assertThat(byTheAsker.status()).isEqualTo(403);
    assertThat(byTheAsker.problem()).isEqualTo("REVIEWER_ASKED");
    assertThat(approved.text("state")).isEqualTo("APPROVED");
    await(batch, "READY");
    var ready = owner.get(batch).json();
    assertThat(ready.path("decided").path("by").asString())
        .isNotEqualTo(ready.path("orderedBy").asString())
        .startsWith("mmk-");
    assertThat(owner.post(batch + "/close").text("state")).isEqualTo("CLOSED");
    assertThat(owner.get(batch + "/files/csv").problem()).isEqualTo("BATCH_CLOSED");
    assertThat(owner.post(batch + "/close").problem()).isEqualTo("BATCH_ACT_IMPOSSIBLE");
  }

  @Test
  void aRejectedBatchTellsWhyAndGivesItsNamesBack() {
    review(true);
    var batch = "/batches/" + upload("reject-1\nreject-2\n").text("id");

    var rejected = reviewer.post(batch + "/reject", "{\"reason\":\"wrong prefix\"}");

    assertThat(rejected.text("state")).isEqualTo("REJECTED");
    assertThat(rejected.json().path("decided").path("reason").asString()).isEqualTo("wrong prefix");
    review(false);
    var again = upload("reject-2\n");
    for (int looks = 0; again.status() != 201 && looks < 500; looks++) {
      Orders.pause();
      again = upload("reject-2\n");
    }
    assertThat(again.status()).isEqualTo(201);
    assertThat(owner.get(batch + "/names").json().path("items").size()).isEqualTo(2);
  }

  @Test
  void aDraftIsEditedSubmittedAndMinted() {
    var batch = "/batches/" + order("\"draft\":true").text("id");
    assertThat(owner.get(batch).text("state")).isEqualTo("DRAFT");

    var edited = owner.patch(batch, "{\"remark\":\"second try\"}");
    var submitted = owner.post(batch + "/submit");

    assertThat(edited.text("remark")).isEqualTo("second try");
    assertThat(submitted.text("state")).isEqualTo("APPROVED");
    await(batch, "READY");
    assertThat(owner.patch(batch, "{\"remark\":\"late\"}").problem())
        .isEqualTo("BATCH_ACT_IMPOSSIBLE");
  }

  @Test
  void aDraftIsOrderedInEveryWay() {
    var byBody =
        owner.send(
            "POST",
            "/products/" + productKey + "/batches?burnMethod=DEVICE_SECRET&draft=true&title=T1",
            "text/csv",
            BodyPublishers.ofString("draft-1\n"));
    var byForm =
        owner.send(
            "POST",
            "/products/" + productKey + "/batches",
            "multipart/form-data; boundary=x",
            BodyPublishers.ofString(
                field("burnMethod", "DEVICE_SECRET")
                    + field("draft", "true")
                    + field("title", "T2")
                    + String.join(
                        "\r\n",
                        "--x",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"n\"",
                        "",
                        "draft-2",
                        "--x--",
                        "")));

    assertThat(byBody.text("state") + byBody.text("title")).isEqualTo("DRAFTT1");
    assertThat(byForm.text("state") + byForm.text("title")).isEqualTo("DRAFTT2");
    assertThat(byBody.json().path("submitted").isNull()).isTrue();
  }

  @Test
  void ofTwoReviewersAtOnceOneIsTold() throws Exception {
    review(true);
    var second = HOUSE.another("second");
    for (int round = 0; round < 10; round++) {
      var batch = "/batches/" + order("\"remark\":\"round\"").text("id");
      var start = new CyclicBarrier(2);
      var acts = new ArrayList<Callable<Answer>>();
      acts.add(
          () -> {
            start.await();
            return reviewer.post(batch + "/approve");
          });
      acts.add(
          () -> {
            start.await();
            return second.post(batch + "/reject", "{\"reason\":\"no\"}");
          });

      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers = threads.invokeAll(acts);

        assertThat(answers)
            .extracting(answer -> answer.get().status())
            .containsExactlyInAnyOrder(200, 409);
        boolean approved = answers.getFirst().get().status() == 200;
        assertThat(owner.get(batch).text("state"))
            .isIn(approved ? List.of("APPROVED", "MINTING", "READY") : List.of("REJECTED"));
      }
    }
  }

  @Test
  void whatIsInReviewStaysThereWhenReviewIsSwitchedOff() {
    review(true);
    var batch = "/batches/" + order("\"remark\":\"before\"").text("id");

    var off = owner.put("/projects/" + project + "/review", "{\"required\":false}");

    assertThat(off.json().path("reviewRequired").asBoolean()).isFalse();
    assertThat(owner.get(batch).text("state")).isEqualTo("IN_REVIEW");
    assertThat(owner.post(batch + "/cancel").text("state")).isEqualTo("CANCELLED");
    assertThat(order("\"remark\":\"after\"").text("state")).isEqualTo("MINTING");
    assertThat(owner.get("/events?kind=OPERATION").body())
        .contains("\"REVIEW_ON\"", "\"REVIEW_OFF\"", project);
  }

  @Test
  void aReasonIsNeededWhereSomebodyElseMustKnowWhy() {
    review(true);
    var batch = "/batches/" + order("\"remark\":\"x\"").text("id");

    assertThat(reviewer.post(batch + "/reject", "{}").problem()).isEqualTo("BAD_REQUEST");
    assertThat(reviewer.post(batch + "/reject", "{\"reason\":\" \"}").problem())
        .isEqualTo("BAD_REQUEST");
    assertThat(reviewer.post(batch + "/stop", "{\"reason\":\"" + "x".repeat(501) + "\"}").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void aBatchWithUnitsCannotBeCancelled() {
    var batch = "/batches/" + order("\"remark\":\"x\"").text("id");
    await(batch, "READY");

    var answer = owner.post(batch + "/cancel");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("BATCH_HAS_UNITS");
    assertThat(answer.text("detail")).contains("CLOSE");
  }

  private void review(boolean required) {
    var answer = owner.put("/projects/" + project + "/review", "{\"required\":" + required + "}");
    assertThat(answer.status()).isEqualTo(200);
  }

  private Answer order(String more) {
    return owner.post(
        "/products/" + productKey + "/batches",
        "{\"burnMethod\":\"DEVICE_SECRET\",\"nameSource\":\"GENERATED\",\"count\":3," + more + "}");
  }

  private Answer upload(String names) {
    return owner.send(
        "POST",
        "/products/" + productKey + "/batches?burnMethod=DEVICE_SECRET",
        "text/csv",
        BodyPublishers.ofString(names));
  }

  private void await(String batch, String state) {
    for (int looks = 0; looks < 2_000; looks++) {
      if (owner.get(batch).text("state").equals(state)) {
        return;
      }
      Orders.pause();
    }
    throw new AssertionError(owner.get(batch).body());
  }

  private String product() {
    var key =
        owner
            .post(
                "/projects/" + project + "/products",
                "{\"name\":\"Doorbell 2\",\"dialect\":\"ALIYUN\"}")
            .text("productKey");
    owner.post("/products/" + key + "/publish");
    return key;
  }

  private static String field(String name, String value) {
    return "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }
}
