package io.mintmark.dialect.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTimeTest {

  private static final String TOPIC = "/ext/ntp/a1CapTure01/dev-pre-001/request";
  private static final Instant RECEIVED = Instant.ofEpochMilli(1_795_176_848_600L);
  private static final Instant SENT = Instant.ofEpochMilli(1_795_176_848_601L);

  private final AliyunDialect dialect = new AliyunDialect();

  private List<String> answers(String payload) {
    var message =
        new ServiceMessage(
            AliyunSamples.DEVICE, TOPIC, payload.getBytes(StandardCharsets.UTF_8), RECEIVED);
    return ((ServiceReading.Answer) dialect.read(message, SENT))
        .pushes().stream()
            .map(push -> push.topic() + " " + new String(push.payload(), StandardCharsets.UTF_8))
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // as the C SDK 4.2.0 was seen to send it
        "{\"deviceSendTime\":\"1795176848566\"}; '\"1795176848566\"'; '\"'",
        "{\"deviceSendTime\":1795176848566}; 1795176848566; ''",
        "'{ \"id\" : {\"x\":[1]}, \"deviceSendTime\" : \"later\" }'; '\"later\"'; '\"'",
        "{\"deviceSendTime\":1795176848566.25}; 1795176848566.25; ''",
        "{\"deviceSendTime\":-1}; -1; ''",
        "{\"deviceSendTime\":1e999999999}; 1E+999999999; ''",
        "{\"deviceSendTime\":\"1\"}trailing; '\"1\"'; '\"'",
      })
  void theAnswerHasTheTypeOfTheQuestion(String question, String echo, String quote) {
    assertThat(answers(question))
        .containsExactly(
            "/ext/ntp/a1CapTure01/dev-pre-001/response {\"deviceSendTime\":"
                + echo
                + ",\"serverRecvTime\":"
                + (quote + "1795176848600" + quote)
                + ",\"serverSendTime\":"
                + (quote + "1795176848601" + quote)
                + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"1\"",
        "{}",
        "{\"deviceSendTime\":null}",
        "{\"deviceSendTime\":true}",
        "{\"deviceSendTime\":[1]}",
        "{\"deviceSendTime\":01}",
        "{\"deviceSendTime\":NaN}",
        "{\"deviceSendTime\":123456789012345678901234567890123}",
        "\u0000",
      })
  void whatHoldsNoTimeIsNotAnswered(String payload) {
    assertThat(answers(payload)).isEmpty();
  }

  @Test
  void anEndlessTimeIsNotSaidBack() {
    assertThat(answers("{\"deviceSendTime\":\"" + "1".repeat(65) + "\"}")).isEmpty();
  }

  @Test
  void onlyTheTopicOfTheTimeServiceIsServed() {
    assertThat(dialect.servesTopic(AliyunSamples.DEVICE, TOPIC)).isTrue();
    assertThat(
            dialect.servesTopic(
                AliyunSamples.DEVICE, "/sys/a1CapTure01/dev-pre-001/thing/event/property/post"))
        .isFalse();
  }
}
