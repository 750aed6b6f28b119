package io.mintmark.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads an answer over HTTP as the strictest of the vendors' C clients does, and fails where one
/// of them was seen to fail (aliyun-device §5.2, tencent-device §3.2).
final class VendorHttpReader {

  /// Link SDK for C 4 gives up at a longer header line, its end included.
  private static final int LONGEST_LINE = 127;

  /// Tencent's C clients read 1,041 bytes and not 1,061.
  private static final int LONGEST_HEAD = 1000;

  /// The buffer of Link Kit for C 3 and of Tencent's C clients built for keys.
  private static final int LONGEST_BODY = 256;

  private VendorHttpReader() {}

  /// The body, once all is found to be readable.
  static String read(String answer) {
    int end = answer.indexOf("\r\n\r\n") + 2;
    String head = answer.substring(0, end);
    String body = answer.substring(end + 2);
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    assertThat(head)
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nContent-Length: " + length + "\r\n")
        .doesNotContainIgnoringCase("Transfer-Encoding")
        .hasSizeLessThan(LONGEST_HEAD);
    assertThat(head.split("(?<=\r\n)", -1))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE));
    assertThat(length).isLessThanOrEqualTo(LONGEST_BODY);
    readJson(body);
    return body;
  }

  /// As clients do that look for `"name":"` and take what stands before the next quotation mark.
  static void readJson(String json) {
    assertThat(json).doesNotContain("\\", "\": ", "\" :", "\n");
    expectFound(json, new JsonMapper().readTree(json));
  }

  private static void expectFound(String json, JsonNode node) {
    for (var member : node.properties()) {
      var value = member.getValue();
      if (value.isString()) {
        assertThat(json).contains("\"" + member.getKey() + "\":\"" + value.asString() + "\"");
      } else if (value.isNumber()) {
        assertThat(json).contains("\"" + member.getKey() + "\":" + value.asString());
      } else {
        expectFound(json, value);
      }
    }
  }
}
