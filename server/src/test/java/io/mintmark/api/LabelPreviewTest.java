package io.mintmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelPreviewTest {

  @RegisterExtension static final ManagementFixture HOUSE = new ManagementFixture();

  private static String batch;
  private static String product;

  @BeforeAll
  static void orderABatch() throws InterruptedException {
    var api = HOUSE.api();
    var project = api.post("/projects", "{\"name\": \"Labels\"}").json().path("id").asString();
    product =
        api.post(
                "/projects/" + project + "/products",
                "{\"name\": \"Doorbell 2\", \"dialect\": \"ALIYUN\"}")
            .json()
            .path("productKey")
            .asString();
    api.post("/products/" + product + "/publish");
    batch =
        api.send(
                "POST",
                "/products/" + product + "/batches?burnMethod=DEVICE_SECRET",
                "text/csv",
                BodyPublishers.ofString("DB2-0001\nDB2-0002\n"))
            .json()
            .path("id")
            .asString();
    while (!api.get("/batches/" + batch).json().path("state").asString().equals("READY")) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void theFirstLabelIsShown() throws Exception {
    var image = preview("?title=Doorbell%202&preset=roll-50x25");

    var picture = ImageIO.read(new ByteArrayInputStream(image));

    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(590, 295);
    assertThat(scanned(image)).isEqualTo(product + "/DB2-0001");
  }

  @Test
  void aSecretIsNeverShown() throws Exception {
    var csv = HOUSE.api().get("/batches/" + batch + "/file.csv").body();
    var secret = csv.lines().skip(1).findFirst().orElseThrow().split(",", -1)[2];

    var text = scanned(preview("?content=json&secret=true"));

    assertThat(text).contains("\"deviceSecret\":\"" + "x".repeat(32) + "\"");
    assertThat(text).doesNotContain(secret).hasSameSizeAs(text.replace("x".repeat(32), secret));
  }

  @Test
  void lookingIsNoEvent() throws Exception {
    var before = HOUSE.api().get("/events").json().path("items").size();

    preview("");

    assertThat(HOUSE.api().get("/events").json().path("items").size()).isEqualTo(before);
  }

  @Test
  void whatCannotBePrintedIsRefusedInASentence() {
    var answer = HOUSE.api().get("/batches/" + batch + "/labels/preview.png?label=8x8&page=label");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("BAD_REQUEST");
    assertThat(answer.body()).contains("the least that scans");
  }

  @Test
  void anUnknownBatchIsNotFound() {
    var answer = HOUSE.api().get("/batches/b-0000000000/labels/preview.png");

    assertThat(answer.problem()).isEqualTo("NOT_FOUND");
  }

  private static byte[] preview(String query) throws Exception {
    var api = HOUSE.api();
    var request =
        api.request(
            "GET",
            "/batches/" + batch + "/labels/preview.png" + query,
            "",
            BodyPublishers.noBody());
    var answer = api.http().send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
    return answer.body();
  }

  private static String scanned(byte[] png) throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(png));
    int width = image.getWidth();
    int height = image.getHeight();
    var source =
        new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
