package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

  @ParameterizedTest
  @ValueSource(strings = {"off", "10+5/min", "1000+50/s", "1+1/h", "100000+100000/s", "24+1/h"})
  void whatIsWrittenIsReadAndWrittenTheSame(String text) {
    assertThat(Allowance.parse(text)).get().hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "5/min",
        "10+5",
        "10+5/day",
        "10 + 5/min",
        "-1+5/s",
        "0+5/s",
        "5+0/s",
        "1+100001/s",
        "25+1/h",
        "999999999+1/s",
        "99999999999+1/s"
      })
  void whatIsNoneIsRefused(String text) {
    assertThat(Allowance.parse(text)).isEmpty();
  }

  @Test
  void noneIsMadeThatCannotBeKept() {
    assertThatThrownBy(() -> new Allowance(25, 1, Duration.ofHours(1)))
        .hasMessageEndingWith("was 25+1 per PT1H");
    assertThatThrownBy(() -> new Allowance(1, 1, Duration.ofDays(1)))
        .hasMessage("an allowance is per second, minute or hour, not PT24H");
  }
}
