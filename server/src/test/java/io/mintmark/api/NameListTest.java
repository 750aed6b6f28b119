package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.sheet.NameListId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of names are examined, kept, told of, repaired and forgotten.
class NameListTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private final ApiClient api = HOUSE.api();
  private final String productKey = Orders.publishedProduct(api, "ALIYUN");
  private final String path = "/products/" + productKey + "/name-lists";

  @Test
  void aSoundListCanBeCommitted() {
    var examined = upload("DeviceName;备注\nunit-1;门铃\nunit-2;门铃\n".getBytes(Charset.forName("GBK")));

    assertThat(examined.status()).isEqualTo(201);
    assertThat(examined.header("Location")).isEqualTo("/api/v1/name-lists/" + examined.text("id"));
    assertThat(examined.json().path("committable").asBoolean()).isTrue();
    assertThat(examined.json().path("names").asInt()).isEqualTo(2);
    assertThat(examined.text("encoding")).isEqualTo("GB18030");
    assertThat(HOUSE.useCases.production().nameLists().lists().names(id(examined)))
        .containsExactly("unit-1", "unit-2");
    assertThat(api.get("/name-lists/" + examined.text("id")).json()).isEqualTo(examined.json());
  }

  @Test
  void everythingThatIsWrongIsToldWithRowColumnAndRepair() {
    Orders.readyBatch(api, productKey, "taken-1\n");

    var examined = upload("ｕnit-1\ntaken-1\nunit-2\nunit-2\n-unit\n");

    assertThat(examined.json().path("committable").asBoolean()).isFalse();
    assertThat(examined.json().path("errors").asInt()).isEqualTo(3);
    assertThat(examined.json().path("warnings").asInt()).isEqualTo(1);
    var findings = examined.json().path("findings");
    assertThat(findings.findValuesAsString("kind"))
        .containsExactly("FULL_WIDTH", "NAME_TAKEN", "NAME_REPEATED", "FORMULA_LIKE");
    assertThat(findings.findValuesAsString("row")).containsExactly("1", "2", "4", "5");
    assertThat(findings.get(0).path("column").asInt()).isEqualTo(1);
    assertThat(findings.get(0).path("repaired").asString()).isEqualTo("unit-1");
    assertThat(findings.get(1).path("repaired").isNull()).isTrue();
  }

  @Test
  void namesThatWereDeletedEarlierAreAWarning() {
    Orders.readyBatch(api, productKey, "gone-1\n");
    api.delete("/products/" + productKey + "/devices/gone-1");

    var examined = upload("gone-1\nunit-1\n");

    assertThat(examined.json().path("committable").asBoolean()).isTrue();
    assertThat(examined.json().path("findings").findValuesAsString("kind"))
        .containsExactly("NAME_DELETED_EARLIER");
  }

  @Test
  void findingsSpeakTheReadersLanguage() throws Exception {
    var id = upload("bad name\n").text("id");

    var chinese =
        api.http()
            .send(
                HttpRequest.newBuilder(api.base().resolve("/api/v1/name-lists/" + id))
                    .header("Authorization", "Bearer " + HOUSE.key)
                    .header("Accept-Language", "zh-CN")
                    .build(),
                BodyHandlers.ofString());

    assertThat(chinese.body()).contains("请删除或替换该字符。");
    assertThat(api.get("/name-lists/" + id).body()).contains("Remove or replace the character.");
  }

  @Test
  void findingsComeInPages() {
    var id = upload("bad name\n".repeat(1_203)).text("id");

    var first = api.get("/name-lists/" + id + "/findings?limit=490").json();
    var second = api.get("/name-lists/" + id + "/findings?limit=490&after=490").json();
    var last = api.get("/name-lists/" + id + "/findings?limit=490&after=980").json();

    assertThat(first.path("items")).hasSize(490);
    assertThat(first.path("next").asString()).isEqualTo("490");
    assertThat(second.path("items").get(0).path("row").asInt()).isEqualTo(491);
    assertThat(second.path("items").get(489).path("row").asInt()).isEqualTo(980);
    assertThat(last.path("items")).hasSize(223);
    assertThat(last.path("next").isNull()).isTrue();
    assertThat(api.get("/name-lists/" + id + "/findings?after=-1").problem())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void theRepairedListIsAFileAndAListOfItsOwn() {
    var id = upload("DeviceName,remark\n\n unit-1 ,\"a,b\"\nｕnit-2,x\nbad name,\n").text("id");

    var file = api.get("/name-lists/" + id + "/repaired.csv");
    var again = api.post("/name-lists/" + id + "/repair");

    assertThat(file.header("Content-Type")).startsWith("text/csv");
    assertThat(file.body())
        .isEqualTo("\uFEFFDeviceName,remark\r\nunit-1,\"a,b\"\r\nunit-2,x\r\nbad name,\r\n");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("id")).isNotEqualTo(id);
    assertThat(again.json().path("findings").findValuesAsString("row")).containsExactly("4");
    assertThat(again.json().path("findings").findValuesAsString("kind"))
        .containsExactly("BAD_CHARACTER");
  }

  @Test
  void theFailedRowsAreAFileThatNoSpreadsheetProgramCalculates() {
    Orders.readyBatch(api, productKey, "taken-2\n");
    var id = upload("unit-1\n=1+1\nunit-2\ntaken-2\n").text("id");

    var file = api.get("/name-lists/" + id + "/failed-rows.csv");

    assertThat(file.body().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("'=1+1,2,FORMULA,"))
        .anyMatch(line -> line.startsWith("taken-2,4,NAME_TAKEN,"));
  }

  @Test
  void aListIsTakenFromAFormWithItsName() {
    var form =
        """
        --cut-here
        Content-Disposition: form-data; name="file"; filename="names.csv"

        unit-1
        --cut-here--
        """
            .replace("\n", "\r\n");

    var examined =
        api.send(
            "POST", path, "multipart/form-data; boundary=cut-here", BodyPublishers.ofString(form));

    assertThat(examined.status()).isEqualTo(201);
    assertThat(examined.text("fileName")).isEqualTo("names.csv");
    assertThat(examined.json().path("names").asInt()).isEqualTo(1);
  }

  @Test
  void aFormThatBreaksOffOrHasNoFileIsRefused() {
    var torn = "--cut-here\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nunit-1\n";
    var other = "--cut-here\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--cut-here--";

    for (var form : new String[] {torn, other, ""}) {
      var answer =
          api.send(
              "POST",
              path,
              "multipart/form-data; boundary=cut-here",
              BodyPublishers.ofString(form));
      assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0089PNG\r\n\u001A\n", "%PDF-1.7\n", "<html><table>", "PK\u0003\u0004"})
  void aFileOfAnotherKindIsToldWhateverItsName(String bytes) {
    var examined = upload(bytes.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(examined.status()).isEqualTo(201);
    assertThat(examined.json().path("committable").asBoolean()).isFalse();
    assertThat(examined.json().path("findings").findValuesAsString("kind"))
        .containsExactly("NOT_A_TEXT_FILE");
    var id = examined.text("id");
    assertThat(api.get("/name-lists/" + id + "/repaired.csv").problem())
        .isEqualTo("NAME_LIST_INCOMPLETE");
    assertThat(api.post("/name-lists/" + id + "/repair").problem())
        .isEqualTo("NAME_LIST_INCOMPLETE");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAndNotKept() {
    var names = "x".repeat((int) ManagementFixture.PRODUCTION.maxSheetBytes() + 1);
    assertThat(upload(names).problem()).isEqualTo("TOO_LARGE");

    var blanks = "\n".repeat(4_195_000).getBytes(StandardCharsets.UTF_8);
    var answer =
        api.send(
            "POST",
            path,
            "text/csv",
            BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(blanks)));

    assertThat(answer.problem()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aDeletedListIsGone() {
    var id = upload("unit-1\n").text("id");

    assertThat(api.delete("/name-lists/" + id).status()).isEqualTo(204);

    assertThat(api.get("/name-lists/" + id).problem()).isEqualTo("NOT_FOUND");
    assertThat(api.delete("/name-lists/" + id).problem()).isEqualTo("NOT_FOUND");
    assertThat(api.get("/name-lists/nonsense").problem()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aListIsOverAfterADayAndSweptAway() {
    var examined = upload("unit-1\n");
    HOUSE.clock.pass(Duration.ofHours(25));

    assertThat(api.get("/name-lists/" + examined.text("id")).problem()).isEqualTo("NOT_FOUND");
    HOUSE.useCases.production().nameLists().desk().sweep();
    assertThat(HOUSE.store.listShelf().find(id(examined))).isEmpty();
  }

  private static NameListId id(Answer answer) {
    return new NameListId(answer.text("id"));
  }

  private Answer upload(String text) {
    return upload(text.getBytes(StandardCharsets.UTF_8));
  }

  private Answer upload(byte[] bytes) {
    return api.send("POST", path, "text/csv", BodyPublishers.ofByteArray(bytes));
  }
}
