package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportsTest {

  private static final long KEY = 0x1234_5678_9abc_def0L;

  private final Reports reports = new Reports(1 << 6);

  @Test
  void theFirstIsToldAndThenOneAMinuteWithHowManyThereWere() {
    assertThat(reports.note(KEY, 60)).isZero();
    for (int i = 0; i < 59; i++) {
      assertThat(reports.note(KEY, 60 + i)).isEqualTo(Reports.UNTOLD);
    }

    assertThat(reports.note(KEY, 120)).isEqualTo(59);
    assertThat(reports.note(KEY, 121)).isEqualTo(Reports.UNTOLD);
    assertThat(reports.note(KEY, 200)).isOne();
  }

  @Test
  void eachKeyIsToldByItself() {
    reports.note(KEY, 60);

    assertThat(reports.note(~KEY, 60)).isZero();
  }

  @Test
  void evenTheKeyWithoutABitIsToldFirst() {
    assertThat(reports.note(0, 60)).isZero();
    assertThat(reports.note(0, 61)).isEqualTo(Reports.UNTOLD);
  }

  @Test
  void whoWasNotHeardOfForLongestIsForgottenFirst() {
    var small = new Reports(4);
    for (long key = 1; key <= 5; key++) {
      small.note(key << 50, 60 + key);
    }

    assertThat(small.note(2L << 50, 70)).isEqualTo(Reports.UNTOLD);
    assertThat(small.note(1L << 50, 70)).isZero();
  }
}
