package io.mintmark.gate;

import io.mintmark.fuzz.Check;
import io.mintmark.fuzz.Harness;
import io.mintmark.fuzz.Input;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Registration over HTTP: every request gets compact JSON under status 200 with the vendor's very
/// headers, or a bare error.
///
/// An input is an octet with what the use case says (its highest bits: answer late, raw), an octet
/// by which the stream is cut, an octet that chooses the path, and then the body of one request; if
/// raw, all that goes over the wire.
public final class HttpHarness implements Harness {

  private static final int RAW = 0x80;
  private static final int LATE = 0x40;
  private static final int WHICH = 0x3F;

  private static final String CLOSE = "Connection: close";
  private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Of the answers, by their content type, the longest body: Aliyun's old C SDKs take 256 bytes.
  private static final Map<String, Integer> LONGEST_BODIES =
      Map.of("application/json;charset=UTF-8", 256, "application/json; charset=utf-8", 1024);

  private final List<String> heads;

  private HttpHarness(String... heads) {
    this.heads = List.of(heads);
    FuzzGate.prepare();
  }

  public static HttpHarness aliyun() {
    return new HttpHarness(
        "POST /auth/register/device HTTP/1.1\r\nHost: iot-auth.cn-shanghai.aliyuncs.com\r\n");
  }

  /// Both generations.
  public static HttpHarness tencent() {
    return new HttpHarness(
        "POST /register/dev HTTP/1.1\r\nHost: gateway.tencentdevices.com\r\n",
        """
        POST /device/register HTTP/1.1\r
        Host: ap-guangzhou.gateway.tencentdevices.com\r
        X-TC-Algorithm: HmacSha256\r
        X-TC-Timestamp: 1609430399\r
        X-TC-Nonce: 39851\r
        X-TC-Signature: DtlpGuAGZp4yzcV8Yi5TRzWUKdRtUMaMnXL4/bPaFOw=\r
        """);
  }

  @Override
  public void play(byte[] bytes) {
    var input = new Input(bytes);
    int how = input.octet();
    int seed = input.octet();
    int path = input.octet();
    boolean raw = (how & RAW) != 0;
    byte[] stream = raw ? input.rest() : request(path, input.rest());
    if (stream.length == 0 || !Character.isLetter((char) stream[0])) {
      return;
    }
    var gate = FuzzGate.open(how & WHICH, (how & LATE) != 0, false);
    var device = gate.welcome(false);
    device.arrive(Input.cut(stream, seed));
    gate.settle(device);
    gate.decide(how & WHICH);
    gate.settle(device);
    int answers = check(device);
    Check.that(raw || answers == 1, "one request got " + answers + " answers");
    Check.that(raw || device.isLeft(), "the connection stays open, and nobody asked for that");
    gate.end(device);
  }

  private byte[] request(int path, byte[] body) {
    String head = heads.get(path % heads.size()) + "Content-Length: " + body.length + "\r\n\r\n";
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /// Reads the answers; how many there are.
  private static int check(FuzzSocket device) {
    String said = new String(device.said(), StandardCharsets.ISO_8859_1);
    int answers = 0;
    boolean last = false;
    while (!said.isEmpty()) {
      Check.that(!last, "something comes behind the last answer");
      if (said.startsWith(GO_ON)) {
        said = said.substring(GO_ON.length());
        continue;
      }
      int end = said.indexOf("\r\n\r\n");
      Check.that(end > 0, "an answer without an end of its head");
      List<String> head = said.substring(0, end).lines().toList();
      int length = lengthIn(head);
      Check.that(end + 4 + length <= said.length(), "a body breaks off");
      if (length > 0) {
        checkBody(said.substring(end + 4, end + 4 + length));
      }
      last = head.contains(CLOSE);
      said = said.substring(end + 4 + length);
      answers++;
    }
    Check.that(!last || device.isLeft(), "the connection stays open behind its last answer");
    return answers;
  }

  /// The length of the body; 0 is a bare error's.
  private static int lengthIn(List<String> head) {
    List<String> fields = head.subList(1, head.size());
    if (!head.getFirst().equals("HTTP/1.1 200 OK")) {
      Check.that(head.getFirst().matches("HTTP/1\\.1 4\\d\\d .+"), "neither 200 nor an error");
      Check.that(fields.equals(List.of("Content-Length: 0", CLOSE)), "an error is not bare");
      return 0;
    }
    Check.that(fields.size() == 2 || fields.subList(2, 3).equals(List.of(CLOSE)), "more headers");
    Check.that(fields.get(0).startsWith("Content-Type: "), "the type is spelled otherwise");
    Check.that(fields.get(1).startsWith("Content-Length: "), "the length is spelled otherwise");
    int length = Integer.parseInt(fields.get(1).substring("Content-Length: ".length()));
    int longest = LONGEST_BODIES.getOrDefault(fields.get(0).substring(14), 0);
    Check.that(length > 0 && length <= longest, "an answer of " + length + " bytes");
    return length;
  }

  private static void checkBody(String body) {
    // A claimed name may hold a backslash, which has to be doubled, in front of a u.
    String singles = body.replace("\\\\", "");
    Check.that(!singles.contains("\\u"), "a character is escaped");
    Check.that(withoutTexts(body).chars().noneMatch(c -> c <= ' '), "the JSON is not compact");
    try {
      Check.that(JSON.readTree(body).isObject(), "the body is not an object");
    } catch (JacksonException e) {
      throw new AssertionError("the body is not JSON", e);
    }
  }

  private static String withoutTexts(String json) {
    return json.replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"", "\"\"");
  }
}
