package io.mintmark.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompactJsonTest {

  @Test
  void onlyWhatJsonForbidsIsEscaped() {
    var json =
        CompactJson.object()
            .put("n", 1)
            .put("s", "a/b=c+d&e<f>'\u00e9")
            .put("forbidden", "\"\\\n\u0001")
            .putNull("nothing")
            .put("o", CompactJson.object().put("p", ""));

    assertThat(json.toBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"n\":1,\"s\":\"a/b=c+d&e<f>'\u00e9\",\"forbidden\":\"\\\"\\\\\\u000a\\u0001\","
                + "\"nothing\":null,\"o\":{\"p\":\"\"}}");
  }

  @Test
  void itDoesNotPrintWhatItHolds() {
    assertThat(CompactJson.object().put("deviceSecret", "s3cret")).asString().doesNotContain("s3c");
  }
}
